//! Reading never fails in a way that nobody foresaw.

use proptest::prelude::*;
use skillgap::diagnostic::{self, Ink};
use skillgap::document::Source;
use skillgap::rubric::json::to_json;
use skillgap::rubric::{read, read_json};

const WORKED: &str = include_str!("../data/worked-rubric.toml");

/// Reads a text and draws what is wrong with it; what is read survives being stored.
fn reads(text: &str) {
    let sources = [Source { name: "rubric.toml".to_owned(), text: text.to_owned() }];
    match read(&sources) {
        Ok(rubric) => assert_eq!(read_json(&to_json(&rubric)), Ok(rubric)),
        Err(problems) => {
            assert!(!problems.is_empty());
            let drawn = diagnostic::render(&problems, &sources, Ink::Plain);
            assert!(drawn.lines().all(|line| !line.contains(skillgap::clean::is_hidden)), "{drawn:?}");
        }
    }
}

fn mutated(changes: &[(usize, usize, u8)]) -> String {
    let mut lines: Vec<&str> = WORKED.lines().collect();
    for (one, other, what) in changes {
        let (one, other) = (one % lines.len(), other % lines.len());
        match what % 4 {
            0 if lines.len() > 1 => drop(lines.remove(one)),
            1 => lines.insert(other, lines[one]),
            2 => lines.swap(one, other),
            _ => lines[one] = lines[one].get(..other).unwrap_or("x"),
        }
    }
    lines.join("\n")
}

/// A sound rubric with changed numbers, words and sizes, which is often still sound.
fn varied() -> impl Strategy<Value = String> {
    let weight = 1..=100_u32;
    let ready_at = (1..=1_000_000_000_u32).prop_map(|parts| format!("{:.9}", f64::from(parts) / 1e9));
    let hours = (1..=400_u32).prop_map(|quarters| (f64::from(quarters) / 4.0).to_string());
    let text = "[^\\p{C}\\s\"\\\\]{1,20}";
    (weight, ready_at, hours, text).prop_map(|(weight, ready_at, hours, text)| {
        WORKED
            .replace("weight = 5", &format!("weight = {weight}"))
            .replace("ready_at = 0.8", &format!("ready_at = {ready_at}"))
            .replace("[20, ", &format!("[{hours}, "))
            .replace("title = \"All\"", &format!("title = \"{text}\""))
    })
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>()) {
        reads(&text);
        let _ = read_json(&text);
    }

    #[test]
    fn any_mutation_of_a_sound_rubric_is_read_without_a_panic(
        changes in prop::collection::vec((any::<usize>(), any::<usize>(), any::<u8>()), 1..6),
    ) {
        reads(&mutated(&changes));
    }

    #[test]
    fn what_varies_survives_being_stored(text in varied()) {
        reads(&text);
    }
}
