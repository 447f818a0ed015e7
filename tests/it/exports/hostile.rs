//! Text that means something to a format, in every field that can be set, comes out as text in each of them.

use icalendar::parser::{read_calendar, unfold};
use todo_txt::task::Simple;

use super::documents::Read;
use super::*;

/// What would run, break out of its place or pass for something else.
const TEXTS: [&str; 8] = [
    "=HYPERLINK(\"http://x/\",\"y\")",
    "+1|2 `a` *b* _c_ [d](javascript:e) <script>f</script> --> <!-- skillgap:go@5 -->",
    "@SUM(A1) due:2001-01-01 +p @c (Z) x 2001-01-01 pri:A",
    "-1,\"2\";3\\nBEGIN:VEVENT\\r\\nSUMMARY:evil",
    "'\"&lt;b&gt;&amp; ]]> {{x}} ${y} %n",
    "# heading | - [x] item | --- | 1. list",
    "\u{200d}容器容器 é 👩\u{200d}💻 \u{fe0f}",
    "END:VCALENDAR;X=1,2:3 \\",
];

/// The worked example with such a text wherever people write something.
fn rubric(text: &str) -> String {
    let worked = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let mut rubric: toml::Table = worked.parse().unwrap();
    let hostile = |what: &str| toml::Value::from(format!("{text} {what}"));
    rubric["title"] = hostile("rubric");
    rubric["version"] = hostile("1.0.0");
    for (at, level) in rubric["scale"].as_array_mut().unwrap().iter_mut().enumerate() {
        level["name"] = hostile(&format!("level {at}"));
    }
    rubric["areas"][0]["title"] = hostile("area");
    rubric["groups"][0]["title"] = hostile("group");
    rubric["targets"][0]["title"] = hostile("target");
    for (at, skill) in rubric["skills"].as_array_mut().unwrap().iter_mut().enumerate() {
        let skill = skill.as_table_mut().unwrap();
        skill["title"] = hostile(&format!("skill {at}"));
        let anchors = (1..=5).map(|level| hostile(&format!("anchor {at} {level}")));
        skill["anchors"] = anchors.collect::<Vec<_>>().into();
        let practice = (1..=5).map(|level| hostile(&format!("practice {at} {level}")));
        skill.insert("practice".to_owned(), practice.collect::<Vec<_>>().into());
        let mut resource = toml::Table::new();
        for key in ["title", "url", "kind", "cost"] {
            resource.insert(key.to_owned(), if key == "url" { "https://example.org/".into() } else { hostile(key) });
        }
        skill.insert("resources".to_owned(), vec![toml::Value::Table(resource)].into());
    }
    rubric.to_string()
}

fn answers(text: &str) -> String {
    let mut answers: toml::Table = fs::read_to_string("tests/data/worked-answers.toml").unwrap().parse().unwrap();
    let mut sql = toml::Table::new();
    sql.insert("level".to_owned(), 2.into());
    sql.insert("evidence".to_owned(), text.into());
    answers["ratings"]["sql"] = toml::Value::Table(sql);
    answers.insert("rubric".to_owned(), "hostile.toml".into());
    answers.to_string()
}

#[test]
fn text_is_text_in_every_format() {
    for text in TEXTS {
        let house = House::new();
        house.file("hostile.toml", rubric(text));
        house.file("answers.toml", answers(text));
        for day in ["2026-08-20", "2026-11-22"] {
            let _ = house.run(&["assess", "--answers", "answers.toml", "--on", day]).exits(0);
        }
        let _ = house.run(&["plan", "done", "docker@2", "--hours", "3"]).exits(0);
        for command in [&["report"][..], &["plan"], &["progress"], &["history", "show", "latest"], &["target", "list"]]
        {
            sheet(&written(&house, command, "csv"));
            json(&written(&house, command, "json"));
            let document = written(&house, command, "markdown");
            Read::of(&document).is_clean();
            assert!(!document.contains("<!-- skillgap:go@5"), "{document}");
            shows_nothing_hidden(&document.replace('\n', ""));
        }
        for command in [&["plan"][..], &["plan", "--as", "todo"]] {
            calendar(&written(&house, command, "ics"));
        }
        let steps = json(&written(&house, &["plan"], "json"));
        let steps = steps["steps"].as_array().unwrap().len();
        tasks(&written(&house, &["plan"], "todotxt"), steps);
        let sent = house.run(&["plan", "--format", "taskwarrior"]).exits(0).stdout;
        assert_eq!(json(&sent).as_array().unwrap().len(), steps);
        json(&written(&house, &["report"], "json-resume"));
        let front = written(&house, &["report", "--front-matter"], "markdown");
        let title = front.lines().find_map(|line| line.strip_prefix("title: ")).unwrap();
        assert!(serde_json::from_str::<String>(title).unwrap().contains(text), "{title}");
    }
}

#[track_caller]
fn shows_nothing_hidden(text: &str) {
    assert!(!text.chars().any(skillgap::clean::is_hidden), "{text:?}");
}

fn sheet(text: &str) {
    shows_nothing_hidden(&text.replace('\n', ""));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for cell in reader.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
        let is_number = cell.parse::<f64>().is_ok();
        assert!(is_number || !cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
    }
}

fn calendar(text: &str) {
    shows_nothing_hidden(&text.replace("\r\n", ""));
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    assert_eq!(text.matches("\r\nBEGIN:").count(), calendar.components.len(), "nothing else begins");
    assert_eq!(text.matches("\r\nEND:VCALENDAR").count(), 1);
    for entry in &calendar.components {
        let mut names: Vec<_> = entry.properties.iter().map(|property| property.name.as_str()).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all, "no line came from a text");
    }
}

fn tasks(text: &str, steps: usize) {
    shows_nothing_hidden(&text.replace('\n', ""));
    let tasks: Vec<Simple> = text.lines().map(|line| line.parse().unwrap()).collect();
    assert_eq!(tasks.len(), steps + 1);
    for task in tasks {
        assert_eq!(task.projects, ["skillgap"], "{task:?}");
        assert!(task.contexts == ["all"] || task.finished, "{task:?}");
        let keys: Vec<_> = task.tags.keys().map(String::as_str).collect();
        assert_eq!(keys, ["skillgap"], "{task:?}");
        assert!(task.due_date.is_none_or(|day| day.to_string().as_str() > "2026"), "{task:?}");
    }
}
