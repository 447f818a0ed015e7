//! Ticks in a Markdown plan, whatever an editor or a formatter made of it.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;
use std::sync::OnceLock;

use proptest::prelude::*;
use serde_json::json;
use skillgap::plan::boxes;

use crate::ticks::{house, ids, plan};

/// The plan of the worked example, of many steps and with every kind of line.
fn exported() -> &'static str {
    static PLAN: OnceLock<String> = OnceLock::new();
    PLAN.get_or_init(|| fs::read_to_string("examples/self-taught-mid.plan.md").unwrap())
}

/// What a formatter may do.
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Clone, Debug)]
struct Taste {
    bullets: [&'static str; 2],
    width: usize,
    /// Behind each how many words the marks of a text are written with a backslash.
    escapes: usize,
    is_loose: bool,
    is_quoted: bool,
    is_windows: bool,
    capital: bool,
    escapes_boxes: bool,
}

fn taste() -> impl Strategy<Value = Taste> {
    let bullets = ["-", "*", "+", "1.", "7)"];
    let signs = (0..bullets.len(), 0..bullets.len()).prop_map(move |(outer, inner)| [bullets[outer], bullets[inner]]);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    (signs, 12..200_usize, 1..9_usize, flags).prop_map(
        |(bullets, width, escapes, (is_loose, is_quoted, is_windows, capital, escapes_boxes))| Taste {
            bullets,
            width,
            escapes,
            is_loose,
            is_quoted,
            is_windows,
            capital,
            escapes_boxes,
        },
    )
}

impl Taste {
    fn of(&self, markdown: &str) -> String {
        let mut lines = Vec::new();
        for line in markdown.lines() {
            let depth = usize::from(line.starts_with("  - "));
            match line.trim_start().strip_prefix("- ") {
                Some(item) => {
                    if self.is_loose && depth == 0 {
                        lines.push(String::new());
                    }
                    let outer = " ".repeat(if depth == 0 { 0 } else { self.bullets[0].len() + 1 });
                    let bullet = self.bullets[depth];
                    let item = if depth == 0 { self.escaped(item) } else { item.to_owned() };
                    let hang = " ".repeat(outer.len() + bullet.len() + 1);
                    lines.extend(self.wrapped(&item, &format!("{outer}{bullet} "), &hang));
                }
                None => lines.push(line.to_owned()),
            }
        }
        let quote = |line: String| if self.is_quoted { format!("> {line}").trim_end().to_owned() } else { line };
        let end = if self.is_windows { "\r\n" } else { "\n" };
        let head = if self.is_quoted { "> [!todo] My plan\n".to_owned() } else { String::new() };
        head + &lines.into_iter().map(|line| quote(line) + end).collect::<String>()
    }

    /// A task with its box and its words written otherwise.
    fn escaped(&self, item: &str) -> String {
        let item = if self.capital { item.replacen("[x]", "[X]", 1) } else { item.to_owned() };
        let (task, mark) = item.split_once("<!--").unwrap_or((&item, ""));
        let (sign, words) = task.split_at(task.find("] ").map_or(0, |end| end + 2));
        let sign = if self.escapes_boxes { sign.replace('[', "\\[").replace(']', "\\]") } else { sign.to_owned() };
        let write = |(at, word): (usize, &str)| {
            let ends_plainly = word.ends_with(['.', ',', ':']);
            let (body, last) = word.split_at(word.len() - usize::from(ends_plainly));
            if at % self.escapes == 0 && ends_plainly { format!("{body}\\{last}") } else { word.to_owned() }
        };
        let words: Vec<_> = words.split(' ').enumerate().map(write).collect();
        let mark = if mark.is_empty() { String::new() } else { format!("<!--{mark}") };
        sign + &words.join(" ").replace("**", "__") + &mark
    }

    /// Lines of at most so many letters, where the words allow it; none begins with what would begin a block.
    fn wrapped(&self, item: &str, first: &str, hang: &str) -> Vec<String> {
        let mut lines = vec![first.to_owned()];
        for (at, word) in item.split(' ').enumerate() {
            let is_safe = word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '<' | '_' | '✅'));
            let line = lines.last_mut().unwrap();
            if at > 2 && is_safe && line.chars().count() + word.chars().count() >= self.width {
                lines.push(format!("{hang}{word}"));
            } else {
                let is_start = line == first;
                line.push_str(if is_start { "" } else { " " });
                line.push_str(word);
            }
        }
        lines
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_a_formatter_does_the_ticks_are_the_same(
        taste in taste(), ticked in proptest::collection::vec(0..4_u8, 64),
    ) {
        let mut choice = ticked.iter().cycle();
        let beside = ["", " 2.5 h", " ✅ 2026-11-30", " 12 h ✅ 2026-11-30"];
        let tick = |line: &str| {
            let (is_task, beside) = (line.starts_with("- [ ] "), beside[usize::from(*choice.next().unwrap())]);
            let is_ticked = is_task && !line.len().is_multiple_of(3);
            if is_ticked { line.replacen("[ ]", "[x]", 1) + beside } else { line.to_owned() }
        };
        let text = exported().lines().map(tick).collect::<Vec<_>>().join("\n");
        let known = |text: &str| {
            let found = boxes(text);
            let ticked: Vec<_> = found.ticked.into_iter().map(|one| (one.id, one.on, one.hours)).collect();
            (ticked, found.open, found.unmarked, found.made_on)
        };
        let before = known(&text);
        prop_assert!(before.0.len() > 1 && before.1 > 0 && before.2.is_empty() && before.3.is_some(), "{before:?}");
        let formatted = taste.of(&text);
        prop_assert_eq!(known(&formatted), before, "{}", formatted);
    }
}

#[test]
fn a_day_and_hours_beside_a_tick_are_read() {
    let house = house();
    let _ = house.run(&["plan", "-o", "plan.md"]).exits(0);
    let exported = fs::read_to_string(house.path("plan.md")).unwrap();
    let tick = |line: &str| match line {
        line if line.contains("skillgap:docker@2 ") => line.replace("[ ]", "[x]") + " 5.5 h ✅ 2026-09-01",
        line if line.contains("skillgap:kafka@2 ") => line.replace("[ ]", "[x]") + " ✅ 2999-01-01",
        line => line.to_owned(),
    };
    house.file("plan.md", exported.lines().map(tick).collect::<Vec<_>>().join("\n"));
    let ran = house.run(&["plan", "sync", "plan.md"]).exits(0);
    assert!(
        ran.stderr.contains("2 new ticks from plan.md") && ran.stderr.contains("2999-01-01 is a day to come"),
        "{ran}"
    );
    let done = plan(&house)["done"].clone();
    assert_eq!(ids(&done), ["docker@2", "kafka@2"]);
    assert_eq!((&done[0]["on"], &done[0]["hours"]), (&json!("2026-09-01"), &json!(5.5)));
    assert_eq!(done[1]["on"], json!(jiff::Zoned::now().date().to_string()));

    // Hours may come later; others than those that are known are told, and change nothing.
    let again = |from: &str, to: &str| {
        let text = fs::read_to_string(house.path("plan.md")).unwrap();
        assert!(text.contains(from));
        house.file("plan.md", text.replace(from, to));
        house.run(&["plan", "sync", "plan.md"]).exits(0)
    };
    let ran = again("✅ 2999-01-01", "20 h");
    assert!(ran.stderr.contains("0 new ticks, and the hours of 1 known one from plan.md"), "{ran}");
    let ran = again("5.5 h ✅", "7 h ✅");
    assert!(ran.stderr.contains("docker@2 took 7 h here, and 5.5 h are known"), "{ran}");
    let hours = plan(&house)["done"].as_array().unwrap().iter().map(|done| done["hours"].clone()).collect::<Vec<_>>();
    assert_eq!(hours, [json!(5.5), json!(20.0)]);
    let ran = again("20 h", "20 h");
    assert!(
        ran.stderr.contains("0 new ticks from plan.md: 2 ticked steps there, and nothing that is not known"),
        "{ran}"
    );
}

#[test]
fn what_a_file_does_not_hold_is_said() {
    let house = house();
    let sync = |text: &str| {
        let name = house.file("notes.md", text);
        house.run(&["plan", "sync", name]).exits(0).stderr
    };
    let said = sync("# Notes\n\n- [x] Buy milk\n- [ ] Sleep\n");
    assert!(said.contains("warning: notes.md:3: the ticked box `Buy milk` carries no mark"), "{said}");
    assert!(said.contains("warning: no ticked step found in notes.md; it holds no step of a plan"), "{said}");
    let said = sync("- [ ] Docker <!-- skillgap:docker@2 -->\n");
    assert!(said.contains("no ticked step found in notes.md; 1 open step stands there"), "{said}");
    let said = sync("- [x] Old <!-- skillgap:cobol@2 -->\n- [x] Docker <!-- skillgap:docker@2 -->\n");
    assert!(said.contains("notes.md:1: there is no step `cobol@2`; left out"), "{said}");
    assert!(said.contains("1 new tick from notes.md"), "{said}");
    let said = sync(&"- [x] Mine\n".repeat(20));
    assert_eq!(said.matches("carries no mark").count(), 12, "{said}");
    assert!(said.contains("and 8 more like that"), "{said}");
    let ran = house.run(&["plan", "sync", "nowhere.md"]).exits(1);
    assert!(ran.stderr.contains("cannot read `nowhere.md`"), "{ran}");
}

/// A box that was ticked before an assessment answered the skill is no new tick; one that is ticked in a later plan is.
#[test]
fn a_file_from_before_an_assessment_ticks_nothing_anew() {
    let house = house();
    let _ = house.run(&["plan", "-o", "plan.md"]).exits(0);
    let ticked = fs::read_to_string(house.path("plan.md")).unwrap().replacen("[ ]", "[x]", 1);
    house.file("plan.md", &ticked);
    let _ = house.run(&["plan", "sync", "plan.md"]).exits(0);
    assert_eq!(ids(&plan(&house)["done"]), ["docker@2"]);
    let lower = fs::read_to_string(house.path("worked-answers.toml")).unwrap();
    let lower = house.file("lower.toml", lower);
    let _ = house.run(&["assess", "--rubric", "worked-rubric.toml", "--answers", lower]).exits(0);
    assert_eq!(ids(&plan(&house)["steps"])[0], "docker@2", "rated below: it returned");
    let _ = house.run(&["plan", "sync", "plan.md"]).exits(0);
    assert_eq!(ids(&plan(&house)["steps"])[0], "docker@2", "the old file does not take it away again");
    let _ = house.run(&["plan", "-o", "new.md"]).exits(0);
    let ticked = fs::read_to_string(house.path("new.md")).unwrap().replacen("[ ]", "[x]", 1);
    house.file("new.md", &ticked);
    let _ = house.run(&["plan", "sync", "new.md"]).exits(0);
    assert_eq!(ids(&plan(&house)["done"]), ["docker@2"]);
}
