//! Rubrics of shapes that people bring: each is sound, is asked on cards and line by line, reported and planned.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use crate::seat::Seat;
use crate::support::{House, Ran};

/// A rubric with one skill and one target.
fn one(scale: &str, skill: &str) -> String {
    format!(
        "id = \"lines\"\ntitle = \"Lines\"\nversion = \"1.0.0\"\nscale = [{scale}]\nareas = [{{ id = \"a\", title = \"A\" }}]\n\
         [[skills]]\nid = \"s\"\ntitle = \"Reviews\"\narea = \"a\"\n{skill}\n\
         [[targets]]\nid = \"t\"\ntitle = \"Reviewer\"\nkind = \"ladder\"\nrank = 1\nrequires = [{{ skill = \"s\", level = 1 }}]\n"
    )
}

const THREE: &str =
    "{ name = \"None\" }, { name = \"Some\", meaning = \"I did it.\" }, { name = \"Much\", meaning = \"I do it.\" }";
const SIGNS: &str = "anchors = [\"\"\"\n- I asked for a review.\n- I acted on it.\n\"\"\", \"I gave one.\"]";

/// Levels from 0 to 11.
fn twelve() -> String {
    let level = |level: usize| format!("{{ name = \"Step {level}\", meaning = \"I am at step {level}.\" }}");
    one(&(0..12).map(level).collect::<Vec<_>>().join(", "), "").replace("level = 1", "level = 11")
}

/// 164 skills in 20 areas, without anchors and hours, and three roles that ask for all of them.
fn many() -> String {
    let mut text = format!("id = \"many\"\ntitle = \"Many\"\nversion = \"1.0.0\"\nscale = [{THREE}]\n");
    for area in 0..20 {
        writeln!(text, "[[areas]]\nid = \"a{area}\"\ntitle = \"Area {area}\"").unwrap();
    }
    for skill in 0..164 {
        writeln!(text, "[[skills]]\nid = \"s{skill}\"\ntitle = \"Skill number {skill}\"\narea = \"a{}\"", skill % 20)
            .unwrap();
    }
    for (rank, name) in ["Junior", "Mid", "Senior"].into_iter().enumerate() {
        let asked = (0..164).map(|skill| format!("{{ skill = \"s{skill}\", level = {} }}", 1 + (skill + rank) % 2));
        let asked = asked.collect::<Vec<_>>().join(", ");
        writeln!(
            text,
            "[[targets]]\nid = \"t{rank}\"\ntitle = \"{name}\"\nkind = \"ladder\"\nrank = {rank}\nrequires = [{asked}]"
        )
        .unwrap();
    }
    text
}

fn data(name: &str) -> String {
    fs::read_to_string(format!("tests/data/{name}.toml")).unwrap()
}

/// Each shape with a skill of it, the levels that one rates in line mode, and what its cards show of the skill.
fn shapes() -> Vec<(&'static str, String, &'static str, Vec<&'static str>)> {
    vec![
        (
            "no-hours",
            one(THREE, "anchors = [\"I asked for a review.\", \"I gave one.\"]"),
            "s",
            vec!["1  Some  I asked for a review.", "2  Much  I gave one."],
        ),
        (
            "yes-no",
            one("{ name = \"No\" }, { name = \"Yes\" }", "anchors = [\"I do it.\"]\nhours = [4]"),
            "s",
            vec!["0  No", "1  Yes  I do it."],
        ),
        (
            "twelve-levels",
            twelve(),
            "s",
            vec![
                "9  Step 9      I am at step 9.",
                "t  10 Step 10  I am at step 10.",
                "e  11 Step 11  I am at step 11.",
            ],
        ),
        ("described-once", one(THREE, "hours = [4, 8]"), "s", vec!["1  Some  I did it.", "2  Much  I do it."]),
        (
            "several-signs",
            one(THREE, SIGNS),
            "s",
            vec!["1  Some  - I asked for a review.", "         - I acted on it.", "2  Much  I gave one."],
        ),
        (
            "gaps",
            one(THREE, "anchors = [\"I gave a review.\", \"\"]\nhours = [4, 8]"),
            "s",
            vec!["1  Some  I gave a review.", "2  Much  I do it."],
        ),
        (
            "six-roles",
            data("data-science"),
            "technical-knowledge",
            vec!["- I know what others in the field talk about this year."],
        ),
        ("support", data("support"), "replies", vec!["3  Senior        Others come to me when it is difficult."]),
        ("164-skills", many(), "s0", vec!["1  Some  I did it.", "2  Much  I do it."]),
    ]
}

/// A house with the rubric in it.
fn house(text: &str) -> House {
    let house = House::new();
    house.file("rubric.toml", text);
    house
}

/// Nothing of a screen is wider than it, and no line end is written out.
#[track_caller]
fn is_tidy(name: &str, ran: &Ran) {
    let text = &ran.stdout;
    assert!(!text.contains("\\u{a}") && !text.contains("\\n"), "{name}\n{text}");
    let wide = text.lines().find(|line| textwrap::core::display_width(line) > 80);
    assert_eq!(wide, None, "{name}\n{text}");
}

#[test]
fn each_shape_is_sound_and_shown() {
    for (name, text, skill, _) in shapes() {
        let house = house(&text);
        let checked = house.run(&["rubric", "check", "rubric.toml"]).exits(0);
        assert!(checked.stdout.contains("sound: "), "{name}: {checked}");
        for command in [
            &["rubric", "show", "rubric.toml"][..],
            &["rubric", "show", "rubric.toml", skill],
            &["explain", skill, "--rubric", "rubric.toml"],
            &["target", "list", "--rubric", "rubric.toml"],
        ] {
            is_tidy(name, &house.run(command).exits(0));
        }
        let template = house.run(&["assess", "--rubric", "rubric.toml", "--template"]).exits(0).stdout;
        house.file("answers.toml", template.replace(&format!("# {skill} = "), &format!("{skill} = 1")));
        let _ = house.run(&["assess", "--answers", "answers.toml"]).exits(0);
    }
}

/// The whole of it line by line, through a pipe: every skill at level 1.
#[test]
fn each_shape_is_asked_line_by_line() {
    for (name, text, ..) in shapes() {
        let house = house(&text);
        // The first role, one area where areas are asked for, and then a number for whatever is asked.
        let input = format!("1\n1\n0\n{}review\nsave\n", "1\n0\n".repeat(400));
        let ran = house.run_with(&["--accessible", "assess", "--all", "--rubric", "rubric.toml"], input);
        assert!(!ran.stderr.contains("\\u{a}"), "{name}: {}", ran.stderr);
        assert_eq!(house.assessments().len(), 1, "{name}: {ran}");
        assert!(ran.stderr.contains("Type a level from 0 to "), "{name}: {ran}");
    }
    let signs = house(&one(THREE, SIGNS))
        .run_with(&["--accessible", "assess", "--all", "--rubric", "rubric.toml"], "1\nquit\n");
    assert!(
        signs.stderr.contains("1 Some:\n- I asked for a review.\n- I acted on it.\n2 Much: I gave one.\n"),
        "{signs}"
    );
    let twelve = house(&twelve());
    let _ = twelve.run_with(&["--accessible", "assess", "--all", "--rubric", "rubric.toml"], "1\n11\nsave\n").exits(0);
    assert!(twelve.assessments()[0].contains("level = 11"), "{:?}", twelve.assessments());
}

#[test]
fn each_shape_is_asked_on_cards() {
    for (name, text, skill, shown) in shapes() {
        let house = house(&text);
        let title = toml::from_str::<toml::Table>(&text).unwrap()["skills"].as_array().unwrap()[0]["title"]
            .as_str()
            .unwrap()
            .to_owned();
        let mut seat = Seat::take(&house, &["assess", "--all", "--rubric", "rubric.toml"], (80, 40));
        seat.see(&["Which role do you compare yourself with?"]);
        seat.press("1\r");
        let gate = "Which of these have you worked in at all?";
        let first = seat.look("the first question", |screen| {
            let text = screen.contents();
            text.contains(gate) || text.contains(crate::seat::QUESTION)
        });
        if first.contains(gate) {
            seat.go_on();
        }
        let card = seat.asked(&title);
        for line in shown {
            assert!(card.contains(line), "{name}: `{line}` is not on\n{card}");
        }
        seat.press("1\r");
        seat.look("an answer in the draft", |_| {
            let id: toml::Table = toml::from_str(&text).unwrap();
            house.draft(id["id"].as_str().unwrap()).is_some_and(|draft| draft.contains(&format!("\n{skill} = ")))
        });
    }
}

#[test]
fn the_tenth_and_the_eleventh_level_have_keys() {
    let house = house(&twelve());
    let mut seat = Seat::take(&house, &["assess", "--all", "--rubric", "rubric.toml", "--target", "t"], (80, 30));
    seat.asked("Reviews");
    seat.press("e\r");
    seat.look("the answer in the draft", |_| house.draft("lines").is_some_and(|draft| draft.contains("level = 11")));
    // On the sheet of an area too.
    let again = House::new();
    again.file("rubric.toml", twelve());
    let mut seat = Seat::take(&again, &["assess", "--rubric", "rubric.toml", "--target", "t", "--sheet"], (80, 30));
    seat.see(&["[Enter: to the sheet]"]);
    seat.press("\r");
    seat.see(&["0-9 t e: answer"]);
    seat.press("t");
    seat.see(&["10 Step 10"]);
}

#[test]
fn each_shape_is_reported_and_planned() {
    for (name, text, skill, _) in shapes() {
        let house = house(&text);
        let top = toml::from_str::<toml::Table>(&text).unwrap()["targets"].as_array().unwrap().last().unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned();
        house.file(
            "answers.toml",
            format!("rubric = \"rubric.toml\"\ntarget = \"{top}\"\non = 2026-11-22\n[ratings]\n{skill} = 0\n"),
        );
        let with = |args: &[&str]| -> Ran { house.run(&[args, &["--answers", "answers.toml"]].concat()).exits(0) };
        is_tidy(name, &with(&["report"]));
        is_tidy(name, &with(&["plan", "--assume-lowest"]));
        is_tidy(name, &with(&["explain", skill]));
        for command in ["report", "plan"] {
            for format in ["markdown", "html", "csv", "json"] {
                if (command, format) == ("plan", "html") {
                    continue;
                }
                let shown = with(&[command, "--format", format]).stdout;
                assert!(!shown.contains("\\u{a}"), "{name} {command} {format}\n{shown}");
                if format == "json" {
                    let _: Value = serde_json::from_str(&shown).unwrap();
                }
            }
        }
        for format in ["ics", "todotxt"] {
            let shown = with(&["plan", "--assume-lowest", "--format", format]).stdout;
            assert!(!shown.contains("\\u{a}"), "{name} {format}\n{shown}");
        }
    }
}

/// A list of signs stays one in every format that has lines.
#[test]
fn signs_stay_lines() {
    let house = house(&one(THREE, SIGNS));
    house.file("answers.toml", "rubric = \"rubric.toml\"\non = 2026-11-22\n[ratings]\ns = 0\n");
    let shown = |args: &[&str]| house.run(&[args, &["--answers", "answers.toml"]].concat()).exits(0).stdout;
    insta::assert_snapshot!("signs-explain", shown(&["explain", "s"]));
    insta::assert_snapshot!("signs-explain-markdown", shown(&["explain", "s", "--format", "markdown"]));
    insta::assert_snapshot!("signs-plan", shown(&["plan", "--start", "2026-11-23"]));
    let plan: Value = serde_json::from_str(&shown(&["plan", "--format", "json"])).unwrap();
    assert_eq!(plan["steps"][0]["anchor"], "- I asked for a review.\n- I acted on it.");
    let one_line = "I asked for a review. I acted on it.";
    for args in [&["plan", "--format", "markdown"][..], &["plan", "--format", "csv"], &["report"]] {
        let text = shown(args).replace("\n              ", " ").replace("              ", "");
        assert!(text.contains(one_line), "{args:?}\n{text}");
    }
    let rubric = house.run(&["rubric", "show", "rubric.toml", "--format", "json"]).exits(0).stdout;
    assert!(rubric.contains(r#""- I asked for a review.\n- I acted on it.""#), "{rubric}");
}

/// Hours that no rubric gives are called so once on each page that shows them.
#[test]
fn a_rule_of_thumb_is_called_one_once() {
    const WORDS: &str = "rule of thumb";
    let texts =
        [one(THREE, ""), one(THREE, "hours = [4, 8]"), one(THREE, "").replacen("areas", "hours = [4, 8]\nareas", 1)];
    for (text, times) in texts.iter().zip([1, 0, 0]) {
        let house = house(text);
        house.file("answers.toml", "rubric = \"rubric.toml\"\non = 2026-11-22\n[ratings]\ns = 0\n");
        for args in [
            &["report"][..],
            &["report", "--format", "markdown"],
            &["report", "--format", "html"],
            &["plan"],
            &["plan", "--format", "markdown"],
            &["plan", "--format", "html"],
            &["explain", "s"],
            &["explain", "s", "--format", "markdown"],
            &["target", "list"],
            &["target", "list", "--format", "markdown"],
            &["target", "show", "t"],
        ] {
            let args = [args, &["--answers", "answers.toml"]].concat();
            let shown = house.run(&args);
            if shown.code == Some(2) && args.contains(&"html") {
                continue;
            }
            let flat = shown.clone().exits(0).stdout.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(flat.matches(WORDS).count(), times, "{args:?}\n{shown}");
        }
    }
}

/// What the failing inputs of people show: each is sound, or is refused in words that say what to do.
#[test]
fn what_was_refused_is_taken() {
    let skills = "[[skills]]\nid = \"s\"\ntitle = \"S\"\narea = \"a\"\n";
    let rubric = |more: &str| {
        format!(
            "id = \"x\"\ntitle = \"X\"\nversion = \"1\"\nscale = [{THREE}]\nareas = [{{ id = \"a\", title = \"A\" }}]\n{more}"
        )
    };
    let target = |id: &str| {
        format!(
            "[[targets]]\nid = \"{id}\"\ntitle = \"{id}\"\nkind = \"ladder\"\nrank = 1\nrequires = [{{ skill = \"s\", level = 1 }}]\n"
        )
    };
    let two = house(&rubric(&format!("{skills}{}{}", target("t"), target("u"))));
    let ran = two.run(&["rubric", "check", "rubric.toml"]).exits(3);
    assert!(ran.stdout.contains("two targets have the rank 1"), "{ran}");
    let ids = house(&rubric(&format!(
        "{}{}",
        skills.replace("\"s\"", "\"data_cleaning\""),
        target("t").replace("\"s\"", "\"data_cleaning\"")
    )));
    let ran = ids.run(&["rubric", "check", "rubric.toml"]).exits(3);
    assert!(ran.stdout.contains("write it as `data-cleaning`"), "{ran}");
}

/// A name that counts under a skill without being a name of it is said to.
#[test]
fn what_is_covered_is_said_to_be() {
    let house = house(&data("data-science"));
    let explained = |name: &str, format: &str| {
        house.run(&["explain", name, "--rubric", "rubric.toml", "--format", format]).exits(0).stdout
    };
    let words = "XGBoost, counted under Machine learning";
    assert!(explained("xgboost", "table").contains(words));
    assert!(explained("xgboost", "markdown").contains(words));
    let json: Value = serde_json::from_str(&explained("xgboost", "json")).unwrap();
    assert_eq!((&json["skill"], &json["asked_as"]), (&"machine-learning".into(), &words.into()));
    let shown = house.run(&["rubric", "show", "rubric.toml", "XGBoost"]).exits(0).stdout;
    assert!(shown.contains(words) && shown.contains("Counted under it: XGBoost, scikit-learn"), "{shown}");
    let plain = explained("ML", "table");
    assert!(!plain.contains("counted under") && plain.contains("Also called: ML"), "{plain}");
}

/// Weeks that a level takes at the least, and resources for users of a skill, where the next level is explained.
#[test]
fn weeks_and_readers_are_shown() {
    let house = house(&data("data-science"));
    let answers = |ratings: &str| format!("rubric = \"rubric.toml\"\non = 2026-11-22\n[ratings]\n{ratings}\n");
    house.file("answers.toml", answers("leadership = 2\ntechnical-knowledge = 0\nmachine-learning = 2"));
    house.file("other.toml", answers("technical-knowledge = 0\nmachine-learning = 0\napplied-statistics = 0"));
    let explained = |skill: &str, file: &str| {
        house.run(&["explain", skill, "--rubric", "rubric.toml", "--answers", file]).exits(0).stdout
    };
    let leadership = explained("leadership", "answers.toml");
    assert!(leadership.contains("about 30 h and at least 26 weeks"), "{leadership}");
    let learning = "An Introduction to Statistical Learning";
    assert!(explained("technical-knowledge", "answers.toml").contains(learning));
    let other = explained("technical-knowledge", "other.toml");
    assert!(!other.contains(learning) && other.contains("The Turing Way"), "{other}");
    let plan = |file: &str| {
        let args = ["plan", "--answers", file, "--target", "junior", "--assume-lowest", "--format", "json"];
        house.run(&args).exits(0).stdout
    };
    assert!(plan("answers.toml").contains(learning));
}
