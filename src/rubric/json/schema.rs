//! The JSON Schema of rubric files, by which editors complete keys and show mistakes while one types.

/// The schema, draft 2020-12. It knows the keys and their bounds, not what must hold between tables. It is made from the
/// types of [`to_json`](super::to_json): `SCHEMA=overwrite cargo test schema` rewrites it.
pub const SCHEMA: &str = include_str!("rubric.schema.json");

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]
    #![expect(dead_code, reason = "some types are only there to be described")]

    use std::fs;

    use schemars::{JsonSchema, Schema, schema_for};
    use serde_json::{Map, Value, json};

    use super::super::keys;
    use super::super::values::Id;

    const PATH: &str = "src/rubric/json/rubric.schema.json";

    /// What stands only in a rubric on top of another, or in a file that adds to one.
    #[derive(JsonSchema)]
    struct OnTop {
        /// The rubric that this one is on top of: the id of a bundled one, or a path from the folder of this file. A table
        /// with an id that the base has replaces the keys it names, any other is added; the requirements of a target are
        /// merged by skill or group. An editor sees one file of a folder at a time, and only in the one with this key does it
        /// know that a table may name no more than it changes: in the others it misses keys that `skillgap rubric check` does
        /// not miss, so such tables are best kept in this one.
        #[schemars(regex(pattern = r"\S"))]
        extends: String,
        /// The rubric that this file adds targets to: the id of a bundled one, or a path from the folder of this file. The
        /// targets, and groups that they use, are judged as if they stood in that rubric, with its answers and history. There
        /// is nothing else in such a file but an `id`, which is only its own name.
        #[schemars(regex(pattern = r"\S"))]
        adds_to: String,
        /// Ids of skills, groups, targets, projects and guides that the base has and this rubric has not. References to them
        /// go too. Only beside `extends`.
        #[schemars(default, extend("uniqueItems" = true))]
        remove: Vec<Id<'static>>,
    }

    /// What stands only in a target's requirement on top of another.
    #[derive(JsonSchema)]
    struct Dropped {
        /// Takes the requirement that the base has of this skill or group out of the target. Only in a rubric that `extends`
        /// another.
        #[schemars(default)]
        drop: bool,
    }

    fn generated() -> Schema {
        let mut schema = schema_for!(keys::Rubric<'static>).to_value();
        schema["title"] = "A rubric of skillgap".into();
        add(&mut schema["properties"], &schema_for!(OnTop).to_value());
        add(&mut schema["$defs"]["Requirement"]["properties"], &schema_for!(Dropped).to_value());
        each_object(&mut schema, &tidy);
        ease(&mut schema);
        // Back among schemas, which write their keywords in one order.
        schema.try_into().unwrap()
    }

    fn add(properties: &mut Value, keys: &Value) {
        let keys = keys["properties"].as_object().unwrap().clone();
        properties.as_object_mut().unwrap().extend(keys);
    }

    /// What Rust's types say besides what TOML can hold goes: there is no null, and numbers have no width.
    fn tidy(object: &mut Map<String, Value>) {
        object.shift_remove("format");
        if let Some(Value::Array(types)) = object.get_mut("type") {
            types.retain(|one| one != "null");
            let one = types.pop().unwrap();
            object.insert("type".to_owned(), one);
        }
        if let Some(Value::Array(choices)) = object.shift_remove("anyOf") {
            object.extend(choices[0].as_object().unwrap().clone());
        }
        if let Some(Value::String(text)) = object.get_mut("description") {
            *text = text.replace('\n', " ");
        }
    }

    fn each_object(value: &mut Value, change: &impl Fn(&mut Map<String, Value>)) {
        match value {
            Value::Object(object) => {
                change(object);
                object.values_mut().for_each(|value| each_object(value, change));
            }
            Value::Array(items) => items.iter_mut().for_each(|value| each_object(value, change)),
            _ => {}
        }
    }

    /// A file of a folder has only some of the tables, and a rubric on top of another writes only what it changes: a table
    /// must have what names it, and all that it must have only where nothing is extended.
    fn ease(schema: &mut Value) {
        let root = schema.as_object_mut().unwrap();
        root.shift_remove("required");
        let mut whole = Map::new();
        let tables: Vec<_> = root["properties"].as_object().unwrap().iter().filter_map(table).collect();
        for (key, name) in tables {
            let definition = &mut root["$defs"][&name];
            if definition["properties"].get("id").is_some() {
                let required = std::mem::replace(&mut definition["required"], json!(["id"]));
                whole.insert(key, json!({ "items": { "required": required } }));
            }
        }

        let ladder = json!({ "properties": { "kind": { "const": "ladder" } } });
        let target = root["$defs"]["Target"].as_object_mut().unwrap();
        target.insert("if".to_owned(), ladder.clone());
        target.insert("else".to_owned(), json!({ "properties": { "rank": false } }));
        let requirement = root["$defs"]["Requirement"].as_object_mut().unwrap();
        let required = requirement.shift_remove("required").unwrap();
        requirement.insert("oneOf".to_owned(), json!([{ "required": ["skill"] }, { "required": ["group"] }]));
        let target = whole["targets"]["items"].as_object_mut().unwrap();
        target.insert("if".to_owned(), ladder);
        target.insert("then".to_owned(), json!({ "required": ["rank"] }));
        target.insert("properties".to_owned(), json!({ "requires": { "items": { "required": required } } }));

        root.insert("if".to_owned(), json!({ "not": { "required": ["extends"] } }));
        root.insert("then".to_owned(), json!({ "properties": whole }));
    }

    /// The name of the type whose tables stand under a key.
    fn table((key, schema): (&String, &Value)) -> Option<(String, String)> {
        let name = schema["items"]["$ref"].as_str()?.strip_prefix("#/$defs/")?;
        Some((key.clone(), name.to_owned()))
    }

    #[test]
    fn the_schema_is_made_from_the_types() {
        let mut text = serde_json::to_string_pretty(&generated()).unwrap();
        text.push('\n');
        if std::env::var_os("SCHEMA").is_some_and(|wanted| wanted == "overwrite") {
            fs::write(PATH, &text).unwrap();
        }
        let kept = fs::read_to_string(PATH).unwrap();
        assert!(kept == text, "{PATH} is out of date: `SCHEMA=overwrite cargo test schema` rewrites it");
    }
}
