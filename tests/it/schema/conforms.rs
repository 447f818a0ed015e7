//! As much of JSON Schema as our schemas use; anything else in a schema is a fault of its own.

use serde_json::{Map, Value};

/// Keywords that say nothing about a value by themselves, or nothing about one of this type.
const SILENT: &str = "$schema $defs title description default format then else properties additionalProperties required items \
                      minItems maxItems uniqueItems maxLength pattern minimum maximum exclusiveMinimum multipleOf";

/// Whether a value conforms to a schema, whose references lead into `root`.
pub(crate) fn conforms(value: &Value, schema: &Value, root: &Value) -> bool {
    match schema {
        Value::Bool(anything) => *anything,
        Value::Object(keywords) => {
            keywords.iter().all(|(keyword, wanted)| holds(keyword, wanted, keywords, value, root))
        }
        other => panic!("{other} is no schema"),
    }
}

fn holds(keyword: &str, wanted: &Value, schema: &Map<String, Value>, value: &Value, root: &Value) -> bool {
    let is = |schema: &Value| conforms(value, schema, root);
    let branch = |name: &str| schema.get(name).is_none_or(is);
    let is_schema_of = |value: &Value, schema: &Value| conforms(value, schema, root);
    let list = wanted.as_array().map_or(&[][..], Vec::as_slice);
    match (keyword, value) {
        ("$ref", _) => is(definition(wanted, root)),
        ("type", _) => match wanted {
            Value::Array(types) => types.iter().any(|one| has_type(value, one.as_str())),
            one => has_type(value, one.as_str()),
        },
        ("anyOf", _) => list.iter().any(is),
        ("const", _) => value == wanted,
        ("enum", _) => list.contains(value),
        ("not", _) => !is(wanted),
        ("oneOf", _) => list.iter().filter(|one| is(one)).count() == 1,
        ("if", _) => branch(if is(wanted) { "then" } else { "else" }),
        ("properties", Value::Object(entries)) => {
            entries.iter().all(|(key, value)| wanted.get(key).is_none_or(|schema| conforms(value, schema, root)))
        }
        ("additionalProperties", Value::Object(entries)) => {
            let known = |key: &String| schema.get("properties").is_some_and(|known| known.get(key).is_some());
            entries.iter().all(|(key, value)| known(key) || is_schema_of(value, wanted))
        }
        ("required", Value::Object(entries)) => list.iter().all(|key| entries.contains_key(text(key))),
        ("items", Value::Array(items)) => items.iter().all(|item| conforms(item, wanted, root)),
        ("minItems", Value::Array(items)) => items.len() as u64 >= wanted.as_u64().unwrap_or(0),
        ("maxItems", Value::Array(items)) => items.len() as u64 <= wanted.as_u64().unwrap_or(0),
        ("uniqueItems", Value::Array(items)) => items.iter().enumerate().all(|(at, item)| !items[..at].contains(item)),
        ("maxLength", Value::String(text)) => text.chars().count() as u64 <= wanted.as_u64().unwrap_or(0),
        ("pattern", Value::String(value)) => matches(value, text(wanted)),
        ("minimum", Value::Number(_)) => number(value) >= number(wanted),
        ("maximum", Value::Number(_)) => number(value) <= number(wanted),
        ("exclusiveMinimum", Value::Number(_)) => number(value) > number(wanted),
        ("multipleOf", Value::Number(_)) => (number(value) / number(wanted)).fract() == 0.0,
        (keyword, _) => {
            assert!(SILENT.split(' ').any(|known| known == keyword), "`{keyword}` is not known here");
            true
        }
    }
}

/// What a reference leads to.
pub(crate) fn definition<'s>(reference: &Value, root: &'s Value) -> &'s Value {
    root.pointer(text(reference).trim_start_matches('#')).expect("references lead somewhere")
}

fn has_type(value: &Value, wanted: Option<&str>) -> bool {
    match wanted {
        Some("string") => value.is_string(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64(),
        Some("number") => value.is_number(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some("null") => value.is_null(),
        other => panic!("{other:?} is no type that is known here"),
    }
}

fn matches(text: &str, pattern: &str) -> bool {
    match pattern {
        r"\S" => !text.trim().is_empty(),
        "^[a-z0-9][a-z0-9-]*$" => {
            !text.is_empty()
                && !text.starts_with('-')
                && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
        }
        other => panic!("the pattern `{other}` is not known here"),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}
