#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use insta::assert_snapshot;
use jiff::civil::date;

use super::*;
use crate::{
    assessment::{Answer, Confidence},
    rubric::{Level, json},
};

const TODAY: Date = date(2026, 11, 22);

fn rubric() -> Rubric {
    super::super::write::tests::rubric()
}

fn resolved(text: &str) -> Result<Resolved, Vec<Problem>> {
    let rubric = rubric();
    let digest = json::digest(&json::to_json(&rubric));
    AnswersFile::read(text)?.resolve(&rubric, &digest, None, TODAY)
}

/// All that is wrong with a file, a line each, with line number, code and help, and what became of it.
fn wrong(text: &str) -> String {
    let told = |fate: &str, problem: &Problem| {
        let line = text[..problem.place.start].matches('\n').count() + 1;
        let help = problem.help.as_deref().unwrap_or("-");
        format!("{line} {fate} [{}] {} | {help}\n", problem.code.as_str(), problem.message)
    };
    match resolved(text) {
        Err(problems) => problems.iter().map(|problem| told("refused", problem)).collect(),
        Ok(resolved) => {
            let fate = |remark: &Remark| if remark.is_taken { "taken" } else { "left out" };
            let remarks = resolved.remarks.iter().map(|remark| told(fate(remark), &remark.problem));
            let level = |(id, rating): (&Id, &Rating)| match rating.answer {
                Answer::Rated(level) => format!("{id} {level}"),
                Answer::NotApplicable => format!("{id} n/a"),
            };
            remarks.collect::<String>() + &resolved.ratings.iter().map(level).collect::<Vec<_>>().join(", ")
        }
    }
}

fn level(resolved: &Resolved, id: &str) -> Option<Answer> {
    resolved.ratings.get(id).map(|rating| rating.answer)
}

#[test]
fn a_file_by_hand_is_laid_on_the_rubric() {
    let file = "rubric = \"small\"\ntarget = \"mid\"\n[ratings]\nsql = 2\ngo = \"not-applicable\"\n\
                tests = { level = 0, evidence = \"see https://example.org\", confidence = \"guess\", on = 2026-01-02 }\n";
    let resolved = resolved(file).unwrap();
    assert_eq!(resolved.on, TODAY);
    assert_eq!(resolved.target.as_ref().unwrap().as_str(), "mid");
    assert_eq!(level(&resolved, "sql"), Some(Answer::Rated(Level::new(2))));
    assert_eq!(level(&resolved, "go"), Some(Answer::NotApplicable));
    let tests = &resolved.ratings["tests"];
    assert_eq!((tests.on, tests.confidence), (date(2026, 1, 2), Some(Confidence::Guess)));
    assert_eq!(resolved.ratings["sql"].on, TODAY);
}

#[test]
fn the_day_that_the_person_says_wins() {
    let file = AnswersFile::read("on = 2026-03-01\n[ratings]\nsql = { level = 1, on = 2026-02-01 }\ngo = 1\n").unwrap();
    let day = |said, id: &str| file.resolve(&rubric(), "", said, TODAY).unwrap().ratings[id].on;
    assert_eq!((day(None, "sql"), day(None, "go")), (date(2026, 2, 1), date(2026, 3, 1)));
    assert_eq!(day(Some(date(2026, 5, 5)), "sql"), date(2026, 5, 5));
}

#[test]
fn an_answer_under_the_present_id_wins_then_the_last_then_the_first_listed() {
    let said = |ratings: &str| level(&resolved(&format!("[ratings]\n{ratings}")).unwrap(), "sql").unwrap();
    let rated = |number| Answer::Rated(Level::new(number));
    assert_eq!(said("databases = 1\nsql = 2\n"), rated(2));
    assert_eq!(said("databases = 1\nquerying = 3\n"), rated(1));
    assert_eq!(said("databases = { level = 1, on = 2026-01-01 }\nquerying = 3\n"), rated(3));
}

#[test]
fn a_file_without_a_good_rating_is_refused_with_all_that_is_wrong() {
    assert_snapshot!(wrong("target = 3\n[ratings]\nsql = 1.5\ngo = \"none?\"\ntests = { lvl = 2 }\n"), @r#"1 refused [wrong-type] `target` of the answers file must be a text, not a number | write it between quotes: `target = "3"`"#);
    assert_snapshot!(wrong("[ratings]\n"), @"1 refused [wrong-length] the file holds no rating | write at least one under `[ratings]`, for example `sql = 3`");
    assert_snapshot!(wrong(""), @"1 refused [wrong-length] the file holds no rating | write at least one under `[ratings]`, for example `sql = 3`");
    assert_snapshot!(wrong("format = 2\nfuture = true\n"), @"1 refused [newer-format] the file has format 2, and this version of skillgap knows formats up to 1 | install the newer version that wrote it");
    assert_snapshot!(wrong("rubrik = \"small\"\n[ratings]\nsql = 1\n"), @"1 refused [unknown-key] unknown key `rubrik` in the answers file | did you mean `rubric`?");
    assert_snapshot!(wrong("target = \"midd\"\n[ratings]\nsql = 1\n"), @"1 refused [unknown-reference] `small` has no target `midd` | did you mean `mid`?");
    assert_snapshot!(wrong("rubric = small\n[ratings]\nsql = 1\n"), @r#"1 refused [syntax] `small` is no value of TOML | a text stands between quotes: "small""#);
}

#[test]
fn one_bad_line_costs_only_itself() {
    assert_snapshot!(wrong("name = \"Jo\"\n[ratings]\nsql = 4\nlanguage = 1\ngoo = -1\ntests = 2\n"), @"
    1 left out [unknown-key] unknown key `name` in the answers file | it may have `format`, `rubric`, `target`, `on` and `ratings`
    3 left out [out-of-bounds] `sql` is rated 4, off the scale of `small` | a level is a number from 0 to 3
    4 left out [unknown-reference] `small` has no skill `language` | it is a group: rate `go`
    5 left out [unknown-reference] `small` has no skill `goo` | did you mean `go`?
    tests 2
    ");
    assert_snapshot!(wrong("[ratings]\nsql = 2-3\ngo = \ntests = 1\nthis is a remark\n"), @r#"
    2 left out [unknown-word] the rating of `sql` cannot be `2-3` | write a level such as `3`, or "not-applicable"
    3 left out [unknown-word] the rating of `go` is empty | write a level such as `3`, or "not-applicable"
    5 left out [unknown-reference] `small` has no skill `this is a remark` | `skillgap rubric show small` lists its skills
    tests 1
    "#);
    assert_snapshot!(wrong("[ratings]\ngo = { level = 2, state = \"not-applicable\" }\nsql = { level = 2, confidence = \"very\", note = 1 }\ntests = [1]\n"), @r#"
    2 left out [out-of-bounds] the rating of `go` is not applicable and has a level | leave out one of the two
    3 left out [unknown-word] `very` is no `confidence` | it is `sure`, `fairly` or `guess`
    3 left out [unknown-key] unknown key `note` in the rating of `sql` | it may have `level`, `state`, `on`, `evidence`, `confidence` and `help`
    4 left out [wrong-type] the rating of `tests` must be a whole number, not a list | write a level such as `3`, or "not-applicable"
    sql 2
    "#);
    assert_snapshot!(wrong("[ratings]\nsql = 1\ngo = 2\nsql = 2\ngo = 3\ntests = 1\n"), @"
    2 left out [duplicate-entry] `sql` is rated more than once | keep the line that is true
    3 left out [duplicate-entry] `go` is rated more than once | keep the line that is true
    tests 1
    ");
    assert_snapshot!(wrong("[ratings]\nsql = 1\nPostgres = 2\n"), @"
    3 taken [unknown-reference] `Postgres` is read as the skill `sql` | write `sql`
    3 left out [duplicate-entry] `sql` is rated by another line, by its id | keep one of the two
    sql 1
    ");
}

#[test]
fn what_is_surely_meant_is_taken() {
    assert_snapshot!(wrong("target = \"Mid\"\n[ratings]\nSQL = \"3\"\ngo = n/a\nTesting = three\n"), @r#"
    1 taken [unknown-reference] `Mid` is read as the target `mid` | write `mid`
    3 taken [unknown-reference] `SQL` is read as the skill `sql` | write `sql`
    3 taken [wrong-type] the rating of `sql` is not a number alone, and read as 3 | write `sql = 3`
    4 taken [wrong-type] the rating of `go` is written as `n/a`, and read as not applicable | write `go = "not-applicable"`
    5 taken [unknown-reference] `Testing` is read as the skill `tests` | write `tests`
    5 taken [wrong-type] the rating of `tests` is written as `three`, and read as 3 | write `tests = 3`
    go n/a, sql 3, tests 3
    "#);
    assert_snapshot!(wrong("[ratings]\nPostgres: “Guided”\nGo = { level = \"2\", confidence = \"Sure\", evidence = \"\"\"\na\nb\n\"\"\" }\n"), @"
    2 taken [unknown-reference] `Postgres` is read as the skill `sql` | write `sql`
    2 taken [wrong-type] the rating of `sql` is written as `“Guided”`, and read as 2 | write `sql = 2`
    3 taken [unknown-reference] `Go` is read as the skill `go` | write `go`
    3 taken [wrong-type] the rating of `go` is not a number alone, and read as 2 | write `go = 2`
    go 2, sql 2
    ");
    assert_snapshot!(wrong("sql = 2\ngo = 1\n"), @"
    1 taken [missing-key] `[ratings]` is missing above the levels | write `[ratings]` on a line above this
    go 1, sql 2
    ");
    assert_snapshot!(wrong("[Ratings]\nsql = 2\n"), @"
    1 taken [unknown-key] `[Ratings]` is read as `[ratings]` | write `[ratings]`
    sql 2
    ");
    assert_snapshot!(wrong("[[ratings]]\nsql = 2 // often\ngo = 3;\n"), @"
    2 taken [wrong-type] the rating of `sql` is not a number alone, and read as 2 | write `sql = 2`
    3 taken [wrong-type] the rating of `go` is not a number alone, and read as 3 | write `go = 3`
    go 3, sql 2
    ");
}

#[test]
fn a_stored_file_has_no_bad_lines() {
    let digest = "0".repeat(64);
    let stored = |rating: &str| {
        let text = format!(
            "format = 1\non = 2026-01-01\nrubric = {{ id = \"small\", version = \"0\", digest = \"{digest}\" }}\n\n[ratings]\ngo = 1\n{rating}\n"
        );
        AnswersFile::stored(&text).is_ok()
    };
    assert!(stored("sql = 2"));
    for rating in [
        "sql = \"3\"",
        "sql = 2-3",
        "go = 2",
        "sql",
        "sql = { level = \"2\" }",
        "sql = { level = 2, confidence = \"very\" }",
    ] {
        assert!(!stored(rating), "{rating}");
    }
}

#[test]
fn a_stored_file_of_another_edition_may_name_what_is_gone() {
    let digest = "0".repeat(64);
    let text = format!(
        "format = 1\nlater = true\non = 2026-01-01\nrubric = {{ id = \"small\", version = \"0\", digest = \"{digest}\" }}\n\
         target = \"gone\"\n[ratings]\ncobol = 2\nquerying = {{ level = 2, since = 3 }}\n"
    );
    let resolved = resolved(&text).unwrap();
    assert_eq!((resolved.dropped, resolved.target), (vec!["cobol".to_owned()], None));
    assert_eq!(resolved.ratings.len(), 1);
    let file = AnswersFile::read(&text).unwrap();
    assert!(file.resolve(&rubric(), &digest, None, TODAY).is_err());
    assert_eq!(file.assessment().unwrap().ratings.len(), 2);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in proptest::prelude::any::<String>(), cut in 0..200usize) {
        let _ = resolved(&text);
        let file = "rubric = \"small\"\n[ratings]\nsql = { level = 2, evidence = \"é\", on = 2026-01-01 }\n";
        let _ = resolved(file.get(..cut).unwrap_or(file));
    }
}
