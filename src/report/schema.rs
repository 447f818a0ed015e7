//! The JSON Schemas of what commands write as JSON, draft 2020-12. They are made from the types that are written:
//! `SCHEMA=overwrite cargo test schema` rewrites them. Keys are only ever added, so a reader should pass over those that
//! it does not know, and the schemas allow more than they name.

use super::screen::Screen;
use super::style::{Style, Tone};
use crate::rubric::json;

/// A schema with its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Schema {
    /// What it is asked for by.
    pub name: &'static str,
    /// The command whose JSON it describes.
    pub of: &'static str,
    /// The schema.
    pub text: &'static str,
}

macro_rules! schema {
    ($name:literal, $of:literal) => {
        Schema { name: $name, of: $of, text: include_str!(concat!("schema/", $name, ".schema.json")) }
    };
}

/// All schemas.
pub const SCHEMAS: [Schema; 14] = [
    schema!("assessment", "history show"),
    schema!("explain", "explain"),
    schema!("export", "export"),
    schema!("history", "history list"),
    schema!("origin", "rubric show --origin"),
    schema!("plan", "plan"),
    schema!("progress", "progress"),
    schema!("report", "report"),
    Schema { name: "rubric", of: "rubric show, and rubric files", text: json::SCHEMA },
    schema!("rubric-diff", "rubric diff"),
    schema!("rubrics", "rubric list"),
    schema!("suggest", "suggest"),
    schema!("target", "target show"),
    schema!("targets", "target list"),
];

/// The list of schemas as text.
pub fn terminal(style: Style) -> String {
    let mut screen = Screen::new(style);
    screen.say("JSON Schemas of what commands write with --format json");
    screen.gap();
    let pairs = SCHEMAS.map(|schema| (format!("skillgap schema {}", schema.name), schema.of.to_owned()));
    screen.pairs(Some(Tone::Command), &pairs);
    screen.finish()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use std::fs;

    use schemars::generate::SchemaSettings;
    use schemars::{JsonSchema, Schema};
    use serde_json::{Map, Value};

    use super::SCHEMAS;
    use crate::report::{compare, explain, gap, history, plan, progress, rubric, suggest, target, what_if};

    fn generated<T: JsonSchema>(title: &str) -> Value {
        let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
        let mut schema = generator.into_root_schema_for::<T>().to_value();
        schema["title"] = title.into();
        each_object(&mut schema, &tidy);
        // Types of Rust say for what they are; in a schema that is plain.
        let plain = schema.to_string().replace("Json\"", "\"").replace("Json_", "_");
        let schema: Schema = serde_json::from_str::<Value>(&plain).unwrap().try_into().unwrap();
        // Among schemas keywords are written in one order.
        schema.to_value()
    }

    /// How wide Rust's numbers are is no promise.
    fn tidy(object: &mut Map<String, Value>) {
        if object.get("format").is_some_and(|format| format != "date") {
            object.shift_remove("format");
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

    fn all() -> [(&'static str, Value); 13] {
        [
            ("assessment", generated::<history::Written<'_>>("An assessment of skillgap")),
            ("explain", generated::<explain::Written<'_>>("An explanation of skillgap")),
            ("export", generated::<history::ExportJson<'_>>("What skillgap stores")),
            ("history", generated::<Vec<history::ListedJson<'_>>>("The assessments that skillgap keeps")),
            ("origin", generated::<Vec<rubric::Written>>("Where each value of a rubric is written")),
            ("plan", generated::<plan::Written<'_>>("A learning plan of skillgap")),
            ("progress", generated::<progress::Written<'_>>("A progress report of skillgap")),
            ("report", generated::<what_if::Written<'_, gap::Written<'_>>>("A gap report of skillgap")),
            ("rubric-diff", generated::<rubric::diff::Written<'_>>("What a change of a rubric means")),
            ("rubrics", generated::<Vec<rubric::Entry<'_>>>("The rubrics that skillgap has")),
            ("suggest", generated::<suggest::Written>("What a résumé suggests")),
            ("target", generated::<compare::Written<'_, target::TargetJson<'_>>>("A target of a rubric")),
            ("targets", generated::<Vec<target::EntryJson<'_>>>("The targets of a rubric")),
        ]
    }

    #[test]
    fn the_schemas_are_made_from_the_types() {
        let mut stale = Vec::new();
        for (name, schema) in all() {
            let path = format!("src/report/schema/{name}.schema.json");
            let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
            if std::env::var_os("SCHEMA").is_some_and(|wanted| wanted == "overwrite") {
                fs::write(&path, &text).unwrap();
            }
            if fs::read_to_string(&path).unwrap_or_default() != text {
                stale.push(path);
            }
            assert!(SCHEMAS.iter().any(|schema| schema.name == name), "`skillgap schema {name}` is not there");
        }
        assert!(stale.is_empty(), "out of date: {stale:?}; `SCHEMA=overwrite cargo test schema` rewrites them");
    }

    #[test]
    fn everything_is_explained() {
        for (name, schema) in all() {
            let mut schema = schema;
            each_object(&mut schema, &|object| {
                for (key, value) in object.get("properties").and_then(Value::as_object).into_iter().flatten() {
                    let is_said = value.get("description").is_some() || value.get("const").is_some();
                    assert!(is_said, "`{key}` of the schema `{name}` has no description");
                }
            });
        }
    }
}
