//! Markdown, read by a parser that is not ours, and front matter.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;

/// What a reader of GitHub's Markdown finds in a document.
#[derive(Debug, Default)]
pub(super) struct Read {
    headings: Vec<String>,
    /// Rows of cells, the head first.
    tables: Vec<Vec<Vec<String>>>,
    /// Ticked or not, and the comment in the item.
    tasks: Vec<(bool, String)>,
    html: Vec<String>,
    links: Vec<String>,
}

impl Read {
    pub(super) fn of(markdown: &str) -> Self {
        let mut read = Self::default();
        let (mut text, mut row) = (String::new(), Vec::new());
        let mut in_task = false;
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS) {
            match event {
                Event::Start(Tag::Heading { .. } | Tag::TableCell | Tag::Item) => text.clear(),
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::End(TagEnd::Heading(_)) => read.headings.push(text.clone()),
                Event::Start(Tag::Table(_)) => read.tables.push(Vec::new()),
                Event::End(TagEnd::TableCell) => row.push(text.clone()),
                Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                    read.tables.last_mut().unwrap().push(std::mem::take(&mut row));
                }
                Event::TaskListMarker(is_done) => {
                    in_task = true;
                    read.tasks.push((is_done, String::new()));
                }
                Event::InlineHtml(html) => {
                    if let Some((_, id)) = read.tasks.last_mut().filter(|_| in_task) {
                        *id = html.to_string();
                    }
                    in_task = false;
                    read.html.push(html.to_string());
                }
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    read.links.push(dest_url.to_string());
                }
                Event::Html(html) => read.html.push(html.to_string()),
                _ => {}
            }
        }
        read
    }

    /// No HTML but comments and what folds a long list away, no link but to the web.
    #[track_caller]
    pub(super) fn is_clean(&self) {
        for html in &self.html {
            let html = html.trim();
            let is_fold = matches!(html, "<details>" | "</details>") || html.starts_with("<summary>");
            assert!(is_fold || html.starts_with("<!-- skillgap"), "{html}");
        }
        assert!(
            self.links.iter().all(|url| url.starts_with("https://") || url.starts_with("http://")),
            "{:?}",
            self.links
        );
        for table in &self.tables {
            assert!(table.len() > 1, "no row below {:?}", table[0]);
            assert!(table.iter().all(|row| row.len() == table[0].len()), "{table:?}");
        }
        assert!(self.headings.iter().all(|heading| !heading.is_empty()));
    }
}

#[test]
fn a_report_is_read_back() {
    let house = house();
    for person in PEOPLE {
        let command = ["report", "--answers", person];
        let (read, report) =
            (Read::of(&written(&house, &command, "markdown")), json(&written(&house, &command, "json")));
        read.is_clean();
        assert!(read.tasks.is_empty());
        let gaps = report["gaps"].as_array().unwrap().len();
        let table = |head: &str| read.tables.iter().find(|table| table[0].iter().any(|cell| cell == head));
        assert_eq!(table("Gap").map_or(0, |table| table.len() - 1), gaps);
        assert_eq!(table("Evidence").unwrap().len() - 1, 124, "every skill of the rubric");
    }
}

#[test]
fn a_plan_is_read_back_with_its_ticks() {
    let house = lived_in();
    for command in [&["plan"][..], &["plan", "--assume-lowest"], &["plan", "--answers", PEOPLE[2]]] {
        let markdown = written(&house, command, "markdown");
        let (read, plan) = (Read::of(&markdown), json(&written(&house, command, "json")));
        read.is_clean();
        let ids = |key: &str, is_done: bool| {
            let steps = plan[key].as_array().unwrap().clone().into_iter();
            steps.map(move |step| (is_done, format!("<!-- skillgap:{} -->", step["id"].as_str().unwrap())))
        };
        let (mut tasks, mut wanted) = (read.tasks, ids("steps", false).chain(ids("done", true)).collect::<Vec<_>>());
        // What is done stays in its place.
        tasks.sort();
        wanted.sort();
        assert_eq!(tasks, wanted);
    }
}

#[test]
fn progress_is_read_back() {
    let house = lived_in();
    let read = Read::of(&written(&house, &["progress"], "markdown"));
    read.is_clean();
    assert_eq!(read.tables[0][0], ["What", "Points", "", "By"]);
    assert_eq!(read.tables[1][0], ["Skill", "Then", "Now"]);
    assert_eq!(read.tables.last().unwrap().len() - 1, 2, "an assessment a row");
}

/// One changed answer changes one row of each table, so that git shows what happened.
#[test]
fn one_answer_changes_one_row_a_table() {
    let house = house();
    let answers = fs::read_to_string(PEOPLE[2]).unwrap();
    assert!(answers.contains("\ndebugging = 3\n"));
    house.file("other.toml", answers.replace("\ndebugging = 3\n", "\ndebugging = 2\n"));
    let tables = |answers: &str| {
        let mut tables = BTreeMap::new();
        let mut heading = "";
        let text = written(&house, &["report", "--answers", answers], "markdown");
        for line in text.lines() {
            if line.starts_with('#') || line.starts_with("<summary>") {
                heading = line;
            } else if line.starts_with('|') {
                tables.entry(heading.to_owned()).or_insert_with(Vec::new).push(line.to_owned());
            }
        }
        tables
    };
    let (before, after) = (tables(PEOPLE[2]), tables("other.toml"));
    assert!(before.keys().eq(after.keys()) && before.len() >= 3, "{:?}", before.keys());
    let mut changed = 0;
    for (heading, rows) in &before {
        let new = after[heading].iter().filter(|row| !rows.contains(row)).count();
        let gone = rows.iter().filter(|row| !after[heading].contains(row)).count();
        assert!(new <= 1 && gone <= 1, "{heading}: {gone} gone, {new} new");
        changed += new;
    }
    assert!(changed >= 3, "the gap, its area and the skill");
}

/// The lines of the front matter, each a key with what YAML and JSON read alike, a day or a list of words.
#[track_caller]
fn front_matter(text: &str) -> BTreeMap<&str, &str> {
    let (front, document) = text.strip_prefix("---\n").unwrap().split_once("---\n\n").unwrap();
    assert!(document.starts_with("# "));
    let line = |line: &'_ str| {
        let (key, value) = line.split_once(": ").unwrap();
        assert!(key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'), "{line}");
        let is_plain = value.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let is_day = value.parse::<jiff::civil::Date>().is_ok();
        let is_json = serde_json::from_str::<Value>(value).is_ok();
        assert!(is_plain || is_day || is_json || value == "[skillgap]", "{line}");
    };
    front.lines().for_each(line);
    front.lines().map(|line| line.split_once(": ").unwrap()).collect()
}

#[test]
fn front_matter_stands_above_a_document() {
    let house = lived_in();
    for (command, keys) in [
        ("report", &["title", "tags", "date", "readiness_low", "readiness_high", "verdict", "gaps"][..]),
        ("plan", &["title", "start", "hours_per_week", "steps", "done", "finish_latest"]),
        ("progress", &["title", "date", "since", "readiness_before_low", "change"]),
    ] {
        let with = written(&house, &[command, "--front-matter"], "markdown");
        let properties = front_matter(&with);
        assert!(keys.iter().all(|key| properties.contains_key(key)), "{properties:?}");
        assert!(with.ends_with(&written(&house, &[command], "markdown")));
    }
    let _ = house.run(&["plan", "--front-matter", "-o", "plan.md"]).exits(0);
    let plan = fs::read_to_string(house.path("plan.md")).unwrap().replace("- [ ]", "- [x]");
    house.file("plan.md", plan);
    assert!(house.run(&["plan", "sync", "plan.md"]).exits(0).stderr.contains("new tick"));
}

#[test]
fn what_is_redacted_is_gone() {
    let house = lived_in();
    let evidence = "my link";
    let rerun = ["assess", "--answers", "sure.toml", "--update", "--on", "2026-11-23"];
    house.file("sure.toml", "[ratings]\nsql = { level = 4, evidence = \"my link\", confidence = \"guess\" }\n");
    let _ = house.run(&rerun).exits(0);
    for format in ["markdown", "html", "svg", "json", "csv", "json-resume", "table"] {
        let whole = written(&house, &["report", "--all"], format);
        let redacted = written(&house, &["report", "--all", "--redact"], format);
        let supposed = written(&house, &["report", "--redact", "--what-if", "sql=5"], "json");
        for redacted in [redacted, supposed] {
            for own in [evidence, "with evidence", "guess"] {
                assert!(!redacted.contains(own), "{format}: {own}");
            }
        }
        assert_eq!(whole.contains(evidence), ["markdown", "html", "csv"].contains(&format), "{format}");
    }
    let page = written(&house, &["report"], "html");
    let inside = |page: &str| {
        json(
            page.split_once("type=\"application/json\"")
                .unwrap()
                .1
                .split_once('>')
                .unwrap()
                .1
                .split_once("</script>")
                .unwrap()
                .0,
        )
    };
    assert_eq!(inside(&page)["ratings"]["sql"]["evidence"], evidence);
    assert_eq!(inside(&page)["ratings"]["sql"]["confidence"], "guess");
    let sql = &inside(&written(&house, &["report", "--redact"], "html"))["ratings"]["sql"];
    assert_eq!((&sql["level"], &sql["evidence"], &sql["confidence"]), (&4.into(), &Value::Null, &Value::Null));
    let report = |redact: &[&str]| json(&written(&house, &[&["report"], redact].concat(), "json"));
    assert_eq!((&report(&[])["with_evidence"], &report(&[])["confidence"]["guess"]), (&1.into(), &1.into()));
    let redacted = report(&["--redact"]);
    assert_eq!((&redacted["with_evidence"], &redacted["confidence"]), (&Value::Null, &Value::Null));
    let whole = written(&house, &["plan"], "markdown");
    assert!(whole.contains("--> 7 h ✅") && !written(&house, &["plan", "--redact"], "markdown").contains(" 7 h ✅"));
    assert_eq!(json(&written(&house, &["plan", "--redact"], "json"))["done"][0]["hours"], Value::Null);
    for format in ["markdown", "json", "csv", "table"] {
        let show = ["history", "show", "latest"];
        assert!(written(&house, &show, format).contains(evidence), "{format}");
        assert!(!written(&house, &[&show[..], &["--redact"]].concat(), format).contains(evidence), "{format}");
    }
    let read = Read::of(&written(&house, &["report", "--redact"], "markdown"));
    read.is_clean();
    assert!(read.tables.iter().all(|table| !table[0].contains(&"Evidence".to_owned())));
}
