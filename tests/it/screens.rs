//! Every sort of screen, whole, at the four sizes that it must be right at.

use crate::seat::Seat;
use crate::support::House;

const SIZES: [(u16, u16); 4] = [(80, 24), (44, 24), (80, 16), (120, 40)];
const DATABASES: [&str; 7] = ["assess", "--on", "2026-11-22", "--target", "junior", "--area", "databases"];

/// At each size, what is on the screen after some keys, each pressed when what stands before it is there.
#[track_caller]
fn shows(name: &str, args: &[&str], way: &[(&str, &str)], last: &[&str]) {
    for (columns, rows) in SIZES {
        let house = House::new();
        let mut seat = Seat::take(&house, args, (columns, rows));
        for (sign, keys) in way {
            explained(&mut seat, &[sign]);
            seat.press(keys);
        }
        let screen = explained(&mut seat, last);
        assert!(screen.lines().all(|line| line.chars().count() <= columns.into()), "{screen}");
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), screen);
    }
}

/// The same, past the screen that says what words mean where a card has no room for it.
#[track_caller]
fn explained(seat: &mut Seat<'_>, signs: &[&str]) -> String {
    let screen = drawn(seat, &[signs, &[WORDS]].concat());
    if !screen.contains(WORDS) {
        return screen;
    }
    seat.press("\r");
    drawn(seat, signs)
}

/// The foot of that screen.
const WORDS: &str = "[Enter: to the question]";

/// Waits until one of these is on the screen and the help stands below it.
#[track_caller]
fn drawn(seat: &Seat<'_>, signs: &[&str]) -> String {
    seat.look(&format!("a whole screen with one of {signs:?}"), |screen| {
        let text = format!("\n{}", screen.contents());
        signs.iter().any(|sign| text.contains(sign))
            && text.lines().any(|line| line.starts_with('['))
            && text.trim_end().ends_with([']', '…'])
    })
}

#[test]
fn home() {
    // The path of a house is not as long everywhere.
    shows("home", &["--data-dir", "/nowhere/skillgap"], &[], &["What now?"]);
}

#[test]
fn roles() {
    shows("roles", &["assess", "--all"], &[], &["Which role"]);
}

#[test]
fn a_gate() {
    shows(
        "gate",
        &["assess", "--all", "--target", "junior"],
        &[("worked in at all?", "\r"), ("again goes on", "\r")],
        &["Which of these have you used?"],
    );
}

#[test]
fn a_card() {
    shows("card", &DATABASES, &[], &["Choose the highest"]);
}

#[test]
fn more_about_a_card() {
    shows("more", &DATABASES, &[("Choose the highest", "?")], &["Why: Most backends", "[page 1 of"]);
}

#[test]
fn the_review() {
    let way = [("\nSQL", "2"), ("Which of these have you used?", "r")];
    shows("review", &DATABASES, &way, &["What next?"]);
}
