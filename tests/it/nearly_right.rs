//! Answers that are nearly right: what is surely meant is taken and said, what is not is left out and named, and neither
//! costs the file.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use crate::support::{House, Ran};

const HEAD: &str = "rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = 2026-08-01\n[ratings]\n";

fn house() -> House {
    let house = House::new();
    let _ = house.sample("small-rubric.toml");
    house
}

/// Reports on answers with these lines.
fn report(house: &House, lines: &str, options: &[&str]) -> Ran {
    house.file("a.toml", format!("{HEAD}{lines}"));
    house.run(&[&["report", "--answers", "a.toml"], options].concat())
}

/// Slips in one line of a file whose other line is good: the line, whether it is taken, and what must be said.
const SLIPS: &[(&str, bool, &str)] = &[
    ("sql = \"2\"", true, "read as 2"),
    ("sql = '2'", true, "read as 2"),
    ("sql = “2”", true, "read as 2"),
    ("sql = 2.0", true, "read as 2"),
    ("sql = 2,", true, "read as 2"),
    ("sql = 2;", true, "read as 2"),
    ("sql: 2", true, "read as 2"),
    ("sql = ２", true, "read as 2"),
    ("sql = two", true, "read as 2"),
    ("sql = Two", true, "read as 2"),
    ("sql = \"two\"", true, "read as 2"),
    ("sql = 02", true, "read as 2"),
    ("sql = level 2", true, "read as 2"),
    ("sql = 2 // often", true, "read as 2"),
    ("sql = 2 ; often", true, "read as 2"),
    ("sql =\u{a0}2", true, "read as 2"),
    ("\u{a0}sql = 2", true, "read as 2"),
    ("- sql: 2", true, "read as 2"),
    ("\"sql\": 2,", true, "read as 2"),
    ("sql = n/a", true, "read as not applicable"),
    ("sql = \"N/A\"", true, "read as not applicable"),
    ("sql = not applicable", true, "read as not applicable"),
    ("SQL = 2", true, "read as the skill `sql`"),
    ("sql = { level = \"2\" }", true, "read as 2"),
    ("sql =", false, "is empty"),
    ("sql = \"\"", false, "is empty"),
    ("sql = ?", false, "cannot be `?`"),
    ("sql = -", false, "cannot be `-`"),
    ("sql = 1-2", false, "cannot be `1-2`"),
    ("sql = 1–2", false, "cannot be `1–2`"),
    ("sql = 1 or 2", false, "cannot be `1 or 2`"),
    ("sql = 1.5", false, "cannot be `1.5`"),
    ("sql = yes", false, "cannot be `yes`"),
    ("sql = true", false, "cannot be `true`"),
    ("sql = good", false, "cannot be `good`"),
    ("sql = 50%", false, "cannot be `50%`"),
    ("sql = 9", false, "off the scale"),
    ("sql = -1", false, "off the scale"),
    ("sql = 99999999999999999999", false, "cannot be"),
    ("sql = [2]", false, "not a list"),
    ("sql = { lvl = 2 }", false, "no `level`"),
    ("sql = { level = 2", false, "not closed"),
    ("sql = { level = 2, confidence = sure }", false, "between quotes"),
    ("sql = 1\nsql = 2", false, "more than once"),
    ("sqll = 2", false, "did you mean `sql`"),
    ("sql", false, "no"),
    ("I know it well", false, "no skill"),
    ("// sql = 2", false, "remark"),
    ("```", false, "no"),
];

#[test]
fn one_line_that_is_nearly_right_never_costs_the_file() {
    let house = house();
    let clean = report(&house, "sql = 2\n", &["--format", "json"]).exits(0).stdout;
    let mut wrong = Vec::new();
    for (line, is_taken, words) in SLIPS {
        let ran = report(&house, &format!("git = 1\n{line}\n"), &[]);
        let label = if *is_taken { "note: a.toml:" } else { "warning: a.toml:" };
        let fate = ran.stderr.lines().any(|said| said.starts_with(label) && said.contains(words));
        let lost = ran.stderr.contains("left out");
        if ran.code != Some(0) || !fate || lost == *is_taken {
            wrong.push(format!("{line}\n{ran}"));
        }
        // A script that reads JSON hears of lost lines only.
        let json = report(&house, &format!("git = 1\n{line}\n"), &["--format", "json"]);
        if json.stderr.is_empty() != *is_taken {
            wrong.push(format!("{line}, as JSON\n{json}"));
        }
        let strict = report(&house, &format!("git = 1\n{line}\n"), &["--strict"]);
        if strict.code != Some(1) || !strict.stderr.contains("a.toml:") {
            wrong.push(format!("{line}, strict\n{strict}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!clean.is_empty());
}

#[test]
fn what_is_taken_counts_as_what_it_is_read_as() {
    let house = house();
    let wanted = report(&house, "sql = 2\ngit = \"not-applicable\"\n", &["--format", "json"]).exits(0).stdout;
    let got = report(&house, "SQL: “two”\ngit = n/a\n", &["--format", "json"]).exits(0).stdout;
    assert_eq!(got, wanted);
}

#[test]
fn a_file_without_a_good_rating_is_an_error_with_all_that_is_wrong() {
    let house = house();
    let ran = report(&house, "sql = 1-2\ngit =\n", &[]).exits(1);
    assert!(ran.stderr.contains("1-2") && ran.stderr.contains("is empty"), "{ran}");
}

#[test]
fn a_name_is_found_however_its_accents_are_written() {
    let house = house();
    let text = std::fs::read_to_string(house.path("small-rubric.toml")).unwrap();
    let first = text.lines().position(|line| line == "[[skills]]").unwrap();
    let title = text.lines().skip(first).find(|line| line.starts_with("title")).unwrap().to_owned();
    house.file("r.toml", text.replacen(&title, "title = \"Rédaction\"", 1));
    for typed in ["Rédaction", "Re\u{301}daction", "RE\u{301}DACTION"] {
        let _ = house.run(&["explain", "--rubric", "r.toml", typed]).exits(0);
    }
    house.file("n.toml", text.replacen(&title, "title = \"Re\u{301}daction\"", 1));
    let _ = house.run(&["explain", "--rubric", "n.toml", "Rédaction"]).exits(0);
}

#[test]
fn a_data_directory_that_is_set_and_empty_is_none() {
    let house = House::new();
    for (key, value) in [("SKILLGAP_DATA_DIR", ""), ("SKILLGAP_DATA_DIR", "~/mine")] {
        let output = house.command(["history", "path"]).env(key, value).env("HOME", house.path(".")).output().unwrap();
        let ran = house.ran(&output).exits(0);
        let place = ran.stdout.trim().trim_end_matches('/');
        assert_eq!(place.ends_with("/mine"), value == "~/mine", "{ran}");
        assert!(!place.contains('~'), "{ran}");
    }
}

/// The day by a zone; what is said beside it.
fn day(house: &House, zone: &str) -> (String, String) {
    house.file("a.toml", "rubric = \"small-rubric.toml\"\n[ratings]\nsql = 2\n");
    let output = house.command(["report", "--answers", "a.toml", "--format", "json"]).env("TZ", zone).output().unwrap();
    let ran = house.ran(&output).exits(0);
    let on = ran.stdout.split("\"on\": \"").nth(1).or_else(|| ran.stdout.split("\"on\":\"").nth(1)).unwrap();
    (on[..10].to_owned(), ran.stderr)
}

#[test]
fn a_zone_is_known_by_its_name() {
    if !std::path::Path::new("/usr/share/zoneinfo/Pacific/Kiritimati").exists() {
        return;
    }
    let house = house();
    // 25 hours apart: never the same day.
    let (east, said) = day(&house, "Pacific/Kiritimati");
    let (west, _) = day(&house, ":Pacific/Pago_Pago");
    assert!(east > west && said.is_empty(), "{east} {west} {said}");
    let (rule, said) = day(&house, "<+14>-14");
    assert!(rule == east && said.is_empty(), "{rule} {said}");
}

#[test]
fn a_zone_that_is_not_known_is_said() {
    let house = house();
    let (_, said) = day(&house, "Mars/Olympus_Mons");
    assert!(said.contains("warning: TZ names the time zone `Mars/Olympus_Mons`"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(day(&house, "").1, "");
}

#[test]
fn a_sheet_has_the_cells_parted_as_it_is_asked_for() {
    let house = house();
    let comma = report(&house, "sql = 1\n", &["--format", "csv"]).exits(0).stdout;
    let semicolon = report(&house, "sql = 1\n", &["--format", "csv", "--delimiter", ";"]).exits(0).stdout;
    let read = |text: &str, delimiter| -> Vec<csv::StringRecord> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
        reader.records().map(Result::unwrap).collect()
    };
    let (comma, semicolon) = (read(&comma, b','), read(&semicolon, b';'));
    assert_eq!(comma.len(), semicolon.len());
    for (one, other) in comma.iter().flatten().zip(semicolon.iter().flatten()) {
        let is_figure = one.contains('.') && one.parse::<f64>().is_ok();
        assert_eq!(other, if is_figure { one.replace('.', ",") } else { one.to_owned() });
    }
    let _ = report(&house, "sql = 1\n", &["--delimiter", ";"]).exits(2);
}

#[test]
fn a_resume_may_list_skills_as_texts_and_in_small_letters() {
    let house = House::new();
    house.file("r.json", r#"{"skills":["Python","sql",{"name":"web","level":"advanced","keywords":["git","go","css"]}],"skills":[{"name":"Docker"}]}"#);
    let found = house.run(&["suggest", "r.json", "--format", "csv"]).exits(0).stdout;
    for skill in ["python,", "sql,", "git,", "go,", "containers,"] {
        assert!(found.contains(skill), "{skill}\n{found}");
    }
    // In prose a short name is a word.
    house.file("p.json", r#"{"work":[{"summary":"I go where the work is and git it done"}]}"#);
    let found = house.run(&["suggest", "p.json", "--format", "csv"]).exits(0).stdout;
    assert_eq!(found.lines().count(), 1, "{found}");
}

#[test]
fn an_address_is_never_broken() {
    let house = house();
    let text = std::fs::read_to_string(house.path("small-rubric.toml")).unwrap();
    let address = format!("https://example.org/{}", "a".repeat(90));
    let resource = format!("area = \"$1\"\nresources = [{{ title = \"Read\", url = \"{address}\" }}]\n");
    let mut is_skill = false;
    let changed = text.lines().map(|line| {
        is_skill = if line.starts_with('[') { line == "[[skills]]" } else { is_skill };
        let area = line.strip_prefix("area = \"").and_then(|rest| rest.strip_suffix('"'));
        area.filter(|_| is_skill).map_or_else(|| line.to_owned(), |area| resource.replace("$1", area))
    });
    house.file("r.toml", changed.collect::<Vec<_>>().join("\n"));
    house.file("a.toml", "rubric = \"r.toml\"\n[ratings]\nsql = 0\n");
    for args in [&["plan", "--answers", "a.toml"][..], &["explain", "sql", "--answers", "a.toml"]] {
        let ran = house.run(args).exits(0);
        assert!(ran.stdout.contains(&address), "{ran}");
    }
}

#[test]
fn a_rubric_of_another_name_is_pointed_to() {
    let house = house();
    for (typed, wanted) in [
        ("Backend Developer", "`backend-developer`"),
        ("backend_developer", "`backend-developer`"),
        ("backend-developer.toml", "`backend-developer`"),
        ("small-rubric", "small-rubric.toml"),
    ] {
        house.file("a.toml", format!("rubric = \"{typed}\"\n[ratings]\nsql = 2\n"));
        let ran = house.run(&["report", "--answers", "a.toml"]).exits(1);
        assert!(ran.stderr.contains(wanted), "{typed}\n{ran}");
        let ran = house.run(&["rubric", "show", typed]);
        assert!(ran.code != Some(0) && ran.stderr.contains(wanted), "{typed}\n{ran}");
    }
}
