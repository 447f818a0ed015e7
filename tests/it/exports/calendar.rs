//! iCalendar, read by the `icalendar` crate.

use std::collections::BTreeSet;

use icalendar::parser::{Component, read_calendar, unfold};

use super::*;

/// A property of an entry, escapes and all.
fn value<'c>(entry: &'c Component<'_>, name: &str) -> Option<&'c str> {
    entry.properties.iter().find(|property| property.name == name).map(|property| property.val.as_str())
}

/// The entries of a calendar that is sound: lines, ids and stamps are as they must be.
#[track_caller]
fn with_entries(text: &str, check: impl FnOnce(&[Component<'_>])) {
    assert!(text.split_inclusive("\r\n").all(|line| line.ends_with("\r\n") && line.len() <= 77), "{text}");
    assert!(!text.replace("\r\n", "").contains(char::is_control));
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    for name in ["VERSION", "PRODID"] {
        assert_eq!(calendar.properties.iter().filter(|property| property.name == name).count(), 1);
    }
    let ids: BTreeSet<_> = calendar.components.iter().map(|entry| value(entry, "UID").unwrap()).collect();
    assert_eq!(ids.len(), calendar.components.len(), "every entry has an id of its own");
    assert!(calendar.components.iter().all(|entry| value(entry, "DTSTAMP").unwrap().ends_with("T000000Z")));
    check(&calendar.components);
}

/// The steps of a plan with the day on which each ends, as calendars write days.
fn steps(plan: &Value) -> Vec<(String, String)> {
    let step =
        |step: &Value| (step["id"].as_str().unwrap().to_owned(), step["ends"].as_str().unwrap().replace('-', ""));
    plan["steps"].as_array().unwrap().iter().map(step).collect()
}

#[test]
fn each_step_is_a_day_and_one_more_says_to_check_again() {
    let house = house();
    for person in PEOPLE {
        let command = ["plan", "--answers", person];
        let steps = steps(&json(&written(&house, &command, "json")));
        with_entries(&written(&house, &command, "ics"), |entries| {
            assert!(entries.iter().all(|entry| entry.name == "VEVENT"));
            assert!(entries.iter().all(|entry| value(entry, "TRANSP") == Some("TRANSPARENT")));
            assert_eq!(entries.len(), steps.len() + 1);
            for (entry, (id, ends)) in entries.iter().zip(&steps) {
                let uid = value(entry, "UID").unwrap();
                assert!(uid.starts_with(&format!("{}.", id.replace('@', "-"))), "{uid}");
                assert_eq!(value(entry, "DTSTART"), Some(ends.as_str()));
                assert!(value(entry, "DESCRIPTION").unwrap().ends_with(&format!("plan done {id}")));
            }
            assert!(value(entries.last().unwrap(), "UID").unwrap().starts_with("recheck."));
        });
    }
}

#[test]
fn as_tasks_they_have_a_priority_and_those_that_are_done_say_so() {
    let house = lived_in();
    let steps = steps(&json(&written(&house, &["plan"], "json")));
    with_entries(&written(&house, &["plan", "--as", "todo"], "ics"), |entries| {
        let todos: Vec<_> = entries.iter().filter(|entry| entry.name == "VTODO").collect();
        assert_eq!(todos.len(), steps.len() + 1);
        let (done, open): (Vec<_>, Vec<_>) =
            todos.into_iter().partition(|todo| value(todo, "STATUS") == Some("COMPLETED"));
        assert_eq!(done.len(), 1);
        assert!(value(done[0], "UID").unwrap().starts_with("docker-3."));
        for (todo, (_, ends)) in open.iter().zip(&steps) {
            assert_eq!(value(todo, "DUE"), Some(ends.as_str()));
            assert!(["1", "5", "9"].contains(&value(todo, "PRIORITY").unwrap()));
        }
    });
}

/// A program that knows an entry takes the one with more changes.
#[test]
fn an_entry_keeps_its_id_and_counts_its_changes() {
    let house = lived_in();
    let sequence = |text: &str| {
        let mut found = None;
        with_entries(text, |entries| {
            let entry = entries.iter().find(|entry| value(entry, "UID").unwrap().starts_with("linux-2.")).unwrap();
            found = Some((value(entry, "UID").unwrap().to_owned(), value(entry, "SEQUENCE").unwrap().parse().unwrap()));
        });
        found.unwrap()
    };
    let of = |answers: &str| {
        let command = ["plan", "--assume-lowest", "--rubric", "worked-rubric.toml", "--answers", answers];
        let (id, number): (String, u32) = sequence(&written(&house, &command, "ics"));
        (id, number)
    };
    let dated = |day: &str| format!("on = {day}\n{}", fs::read_to_string("tests/data/worked-answers.toml").unwrap());
    house.file("old.toml", dated("2026-08-20"));
    house.file("new.toml", dated("2026-11-22"));
    let ((old, before), (new, after)) = (of("old.toml"), of("new.toml"));
    assert_eq!(old, new);
    assert!(before < after);
}

#[test]
fn the_worked_example_as_a_calendar() {
    let house = house();
    house.file(
        "dated.toml",
        format!("on = 2026-11-22\n{}", fs::read_to_string("tests/data/worked-answers.toml").unwrap()),
    );
    let worked = ["plan", "--answers", "dated.toml", "--rubric", "worked-rubric.toml", "--by", "2026-12-10"];
    insta::assert_snapshot!(written(&house, &worked, "ics").replace("\r\n", "\n"), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//skillgap//skillgap 0.1.0//EN
    CALSCALE:GREGORIAN
    X-WR-CALNAME:Learning plan: Mid-level
    BEGIN:VEVENT
    UID:docker-2.mid.worked@skillgap
    DTSTAMP:20261122T000000Z
    SEQUENCE:9822
    SUMMARY:Docker\, 2 Guided
    DESCRIPTION:I wrote a Dockerfile.\n6.5 h\, 2026-11-23 to 2026-12-04\, +3.7 
     points\nMid-level asks for it.\nWhen it is done: skillgap plan done docker
     @2
    CATEGORIES:skillgap,All
    DTSTART;VALUE=DATE:20261204
    DTEND;VALUE=DATE:20261205
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VEVENT
    UID:recheck.mid.worked@skillgap
    DTSTAMP:20261122T000000Z
    SEQUENCE:9822
    SUMMARY:Check your skills again: Mid-level
    DESCRIPTION:skillgap assess --due\nskillgap progress
    CATEGORIES:skillgap
    DTSTART;VALUE=DATE:20261205
    DTEND;VALUE=DATE:20261206
    TRANSP:TRANSPARENT
    END:VEVENT
    END:VCALENDAR
    ");
}

#[test]
fn days_at_the_ends_of_time_are_days() {
    let house = house();
    let worked = ["plan", "--answers", "worked-answers.toml", "--rubric", "worked-rubric.toml"];
    for start in ["--start=-009999-01-01", "--start=9999-12-30"] {
        for entries in ["event", "todo"] {
            let command = [&worked[..], &[start, "--as", entries]].concat();
            with_entries(&written(&house, &command, "ics"), |all| {
                for entry in all {
                    let day = |name| value(entry, name).map(|day| day.parse::<u32>().unwrap());
                    assert!(day("DTEND").is_none_or(|end| Some(end) > day("DTSTART")));
                    assert!(day("DTSTART").or(day("DUE")).is_none_or(|day| (10_101..=99_991_231).contains(&day)));
                }
            });
        }
    }
}
