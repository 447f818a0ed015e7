//! What goes wrong around the program: runs at the same time, clocks that are put back, runs that were killed.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs::{self, File};
use std::thread;

use crate::seat::Seat;
use crate::support::House;

const USUAL: (u16, u16) = (80, 24);
const ASSESS: [&str; 8] =
    ["assess", "--all", "--rubric", "small-rubric.toml", "--target", "junior", "--on", "2026-11-22"];
const EDIT: [&str; 3] = ["edit", "--on", "2026-11-22"];

/// An assessment of all skills, each rated 1.
fn house() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    let ratings = SKILLS.map(|skill| format!("{skill} = 1\n")).concat();
    answer(&house, "ones.toml", "2026-08-01", &ratings);
    house
}

const SKILLS: [&str; 6] = ["sql", "indexes", "git", "python", "rust", "golang"];

fn answer(house: &House, name: &str, on: &str, ratings: &str) {
    let file = format!("rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = {on}\n[ratings]\n{ratings}");
    house.file(name, file);
    let _ = house.run(&["assess", "--answers", name]).exits(0);
}

/// The ratings of the last assessment, as `history show` tells them.
fn last(house: &House) -> String {
    house.run(&["history", "show", "latest", "--format", "csv"]).exits(0).stdout
}

#[track_caller]
fn is_rated(house: &House, skill: &str, level: u8) {
    let shown: serde_json::Value =
        serde_json::from_str(&house.run(&["history", "show", "latest", "--format", "json"]).exits(0).stdout).unwrap();
    assert_eq!(shown["ratings"][skill]["level"], level, "{skill} in\n{}", last(house));
}

fn edit(house: &House, skill: &str, level: &str) {
    let _ = house.run(&[EDIT.as_slice(), &[skill, "--level", level]].concat()).exits(0);
}

#[test]
fn changes_at_the_same_time_are_all_kept() {
    let house = house();
    house.file("rust.toml", "[ratings]\nrust = 4\n");
    house.file("golang.toml", "[ratings]\ngolang = 4\n");
    thread::scope(|scope| {
        for skill in ["sql", "indexes", "git", "python"] {
            let house = &house;
            scope.spawn(move || edit(house, skill, "4"));
        }
        for file in ["rust.toml", "golang.toml"] {
            let house = &house;
            let update = ["assess", "--update", "--on", "2026-11-22", "--answers", file];
            scope.spawn(move || house.run(&update).exits(0));
        }
    });
    for skill in SKILLS {
        is_rated(&house, skill, 4);
    }
    assert_eq!(house.assessments().len(), 7);
}

/// Rates the skill that is asked 2, and saves without going on.
fn answer_one_and_save(mut seat: Seat) {
    seat.press("2");
    seat.asked("Indexes");
    seat.press("r");
    seat.see(&["Review", "What next?"]);
    seat.press("w");
    seat.see(&["d  Done", "Read the whole report"]);
    seat.press("d");
    seat.exits(0);
}

#[test]
fn what_is_edited_during_a_questionnaire_is_kept() {
    let house = house();
    let seat = Seat::take(&house, &ASSESS, USUAL);
    seat.asked("SQL");
    edit(&house, "git", "4");
    edit(&house, "sql", "4");
    answer_one_and_save(seat);
    is_rated(&house, "git", 4);
    is_rated(&house, "sql", 2);
    is_rated(&house, "python", 1);
}

#[test]
fn what_is_saved_during_a_first_questionnaire_is_kept() {
    let house = House::new();
    house.sample("small-rubric.toml");
    let seat = Seat::take(&house, &ASSESS, USUAL);
    seat.asked("SQL");
    answer(&house, "meanwhile.toml", "2026-11-22", "sql = 4\nindexes = 4\ngit = 4\n");
    answer_one_and_save(seat);
    is_rated(&house, "sql", 2);
    is_rated(&house, "git", 4);
    is_rated(&house, "indexes", 4);
}

#[test]
fn an_answer_that_is_typed_while_others_save_is_kept_and_so_is_theirs() {
    let house = house();
    let mut seat = Seat::take(&house, &[EDIT.as_slice(), &["sql"]].concat(), USUAL);
    seat.asked("SQL");
    edit(&house, "git", "4");
    seat.press("2");
    seat.exits(0);
    is_rated(&house, "sql", 2);
    is_rated(&house, "git", 4);
}

#[test]
fn an_edit_says_if_it_is_for_another_day_than_was_asked_for() {
    let house = house();
    answer(&house, "slip.toml", "2999-01-01", "git = 2\n");
    let edited = house.run(&["edit", "git", "--level", "3", "--on", "2026-10-01"]).exits(0);
    insta::assert_snapshot!(edited, @r"
    --- stdout
    saved [moment]-small
    --- stderr
    warning: it is for 2999-01-01, as the last assessment is, not for 2026-10-01
    hint: if that day is wrong: `skillgap history check` says what to do
    --- exit 0
    ");
    assert!(
        house.run(&["edit", "git", "--level", "4"]).exits(0).stderr.contains("warning: it is for 2999-01-01, a day")
    );

    let house = self::house();
    let edited = house.run(&["edit", "git", "--level", "3", "--on", "2026-07-01"]).exits(0);
    insta::assert_snapshot!(edited.stderr, @r"
    warning: it is for 2026-08-01, as the last assessment is, not for 2026-07-01
    hint: `skillgap assess --answers FILE --update --on DAY` adds answers to an earlier day
    ");
}

#[test]
fn a_change_is_the_last_one_even_if_the_clock_was_put_back() {
    let house = house();
    let (name, bytes) = house.files("assessments").remove(0);
    let later = house.data().join("assessments/29991231T235959.999Z-small.toml");
    let text = String::from_utf8(bytes).unwrap().replace("on = 2026-08-01\nrubric", "on = 2026-11-22\nrubric");
    fs::write(later, text).unwrap();
    edit(&house, "git", "3");
    is_rated(&house, "git", 3);
    let names: Vec<_> = house.files("assessments").into_iter().map(|(name, _)| name).collect();
    let after = "30000101T000000.000Z-small.toml";
    assert_eq!(names, [&name, "29991231T235959.999Z-small.toml", after]);
}

#[test]
fn an_assessment_for_a_day_to_come_is_told() {
    let house = house();
    answer(&house, "slip.toml", "2999-01-01", "git = 2\n");
    let again = house.run(&["assess", "--answers", "ones.toml"]).exits(0);
    insta::assert_snapshot!(again, @r"
    --- stdout
    saved [moment]-small
    --- stderr
    warning: the last assessment is still [moment]-small: it is for 2999-01-01, a day to come
    hint: if that is wrong: `skillgap history remove [moment]-small`
    --- exit 0
    ");
    let checked = house.run(&["history", "check"]).exits(0).stdout;
    let told = checked.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("it is for 2999-01-01, a day to come, and stays the last one until then"), "{checked}");
    assert!(house.run(&[]).exits(0).stdout.contains("Last assessment 2999-01-01 (a day to come)"));
}

#[test]
fn a_draft_that_an_editor_changed_is_not_overwritten() {
    let house = house();
    // High enough for the whole report under the warning.
    let mut seat = Seat::take(&house, &ASSESS, (80, 150));
    seat.asked("SQL");
    let path = house.data().join("drafts/small.toml");
    let changed = house.draft("small").unwrap() + "\n# by hand\n";
    fs::write(&path, &changed).unwrap();
    seat.press("2");
    seat.see(&["Not saved", "changed by something", "1  Go on with the answers given here", "2  Stop"]);
    assert_eq!(house.draft("small"), Some(changed.clone()));
    seat.press("1");
    seat.asked("Indexes");
    assert!(house.draft("small").unwrap().contains("sql = { level = 2"));
    assert_eq!(house.files("removed"), [("draft-small.toml".to_owned(), changed.clone().into_bytes())]);

    // Nor is it thrown away when the assessment is saved.
    seat.press("r");
    seat.see(&["Review", "What next?"]);
    fs::write(&path, &changed).unwrap();
    seat.press("w");
    seat.see(&["d  Done", "Read the whole report"]);
    seat.press("d");
    seat.exits(0);
    seat.see(&["warning: the answers are saved, but their draft stays"]);
    assert_eq!(house.draft("small"), Some(changed));
    is_rated(&house, "sql", 2);
}

#[test]
fn areas_that_were_ticked_are_a_draft() {
    let house = House::new();
    let args = ["assess", "--full", "--accessible", "--target", "mid"];
    let left = house.run_with(&args, "2\nquit\n").exits(0);
    assert!(left.stderr.ends_with("what you ticked is kept as a draft; go on with `skillgap assess`\n"), "{left}");
    assert!(house.draft("backend-developer").unwrap().contains("untouched = ["));
    let home = house.run(&[]).exits(0).stdout;
    assert!(home.contains("An assessment is unfinished: what you ticked is kept, rubric"), "{home}");

    let house = House::new();
    let left = house.run_with(&args, "quit\n").exits(0);
    assert!(left.stderr.ends_with("nothing was answered, so no draft is kept\n"), "{left}");
    assert_eq!(house.draft("backend-developer"), None);
}

#[test]
fn a_menu_that_is_killed_leaves_the_terminal_as_it_was() {
    let house = house();
    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let mut seat = Seat::take(&house, &[], USUAL);
        seat.see(&["What now?", "Not now"]);
        seat.signal(signal);
        assert!(seat.ends().signal().is_some(), "{signal}");
        seat.is_as_before();
    }
}

#[test]
fn what_a_killed_export_left_is_swept_by_the_next() {
    let house = house();
    let of_dead = house.file(".skillgap-a1B2c3d4E5f6g7H8.tmp", "half a rep");
    let of_living = house.file(".skillgap-d4E5f6a1B2c3g7H8.tmp", "half a");
    let of_others = [
        ".skillgap-notes.tmp",
        ".skillgap-a1B2c3d4E5f6g7H8",
        ".tmpa1B2c3",
        ".skillgap-a1B2c3.tmp",
        ".skillgap-backup.tmp",
        ".skillgap-a1B2c3d4-5f6g7H8.tmp",
    ];
    for name in of_others {
        house.file(name, "mine");
    }
    let held = File::open(house.path(of_living)).unwrap();
    held.lock().unwrap();
    let _ = house.run(&["report", "-o", "gap.md"]).exits(0);
    assert!(!house.path(of_dead).exists());
    assert!(house.path(of_living).exists());
    assert!(of_others.iter().all(|name| house.path(name).exists()));
}

#[test]
fn what_is_kept_elsewhere_stays_there() {
    let house = house();
    let _ = house.run(&["plan", "set", "--hours-per-week", "5"]).exits(0);
    let link = house.data().join("plans/small.all_targets.toml");
    let kept = house.path("dotfiles.toml");
    fs::rename(&link, &kept).unwrap();
    std::os::unix::fs::symlink(&kept, &link).unwrap();
    let _ = house.run(&["plan", "set", "--start", "2026-12-07"]).exits(0);
    assert!(link.is_symlink());
    let settings = fs::read_to_string(&kept).unwrap();
    assert!(settings.contains("hours_per_week = 5") && settings.contains("2026-12-07"), "{settings}");

    // A link that leads nowhere is not taken for a fresh start.
    fs::remove_file(&kept).unwrap();
    let refused = house.run(&["plan", "set", "--hours-per-week", "6"]).exits(1);
    assert!(
        refused.stderr.contains("cannot open `[data]/plans/small.all_targets.toml`: no such file or directory"),
        "{refused}"
    );
    assert!(link.is_symlink());
}

#[test]
fn a_damaged_copy_of_the_bundled_rubric_costs_nothing() {
    let house = House::new();
    house.file("answers.toml", "[ratings]\ngit = 2\n");
    let _ = house.run(&["assess", "--answers", "answers.toml"]).exits(0);
    let before = house.run(&["report"]).exits(0);
    let (name, copy) = house.files("rubrics").remove(0);
    let path = house.data().join("rubrics").join(&name);
    fs::write(&path, &copy[..copy.len() / 2]).unwrap();
    let after = house.run(&["report"]).exits(0);
    assert_eq!(after.stdout, before.stdout);
    assert!(after.stderr.contains(&format!("warning: skipped `[data]/rubrics/{name}`: its content")), "{after}");
    let _ = house.run(&[]).exits(0);

    // The next save puts it right, and throws nothing away.
    let _ = house.run(&["edit", "git", "--level", "3"]).exits(0);
    assert_eq!(fs::read(&path).unwrap(), copy);
    assert_eq!(house.files("removed")[0].1, copy[..copy.len() / 2]);
    assert_eq!(house.run(&["report"]).exits(0).stderr, "");
}
