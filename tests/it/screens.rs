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
            drawn(&seat, &[sign]);
            seat.press(keys);
        }
        let screen = drawn(&seat, last);
        assert!(screen.lines().all(|line| line.chars().count() <= columns.into()), "{screen}");
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), screen);
    }
}

/// Waits until one of these is on the screen and the help stands below it.
#[track_caller]
fn drawn(seat: &Seat<'_>, signs: &[&str]) -> String {
    seat.look(&format!("a whole screen with one of {signs:?}"), |screen| {
        let text = screen.contents();
        signs.iter().any(|sign| text.contains(sign))
            && text.lines().last().is_some_and(|help| help.starts_with('[') && help.ends_with([']', '…']))
    })
}

#[test]
fn home() {
    // The path of a house is not as long everywhere.
    shows("home", &["--data-dir", "/nowhere/skillgap"], &[], &["What now?"]);
}

#[test]
fn roles() {
    shows("roles", &["assess"], &[], &["Which role"]);
}

#[test]
fn a_gate() {
    shows(
        "gate",
        &["assess", "--target", "junior"],
        &[("worked in at all?", "\r")],
        &["Which of these have you used?"],
    );
}

#[test]
fn a_card() {
    shows("card", &DATABASES, &[], &["What can you do today?"]);
}

#[test]
fn more_about_a_card() {
    shows("more", &DATABASES, &[("What can you do today?", "?\r")], &["Why: Most backends", "[page 1 of"]);
}

#[test]
fn the_review() {
    let way = [
        ("\nSQL\n", "0\r"),
        ("\nData modelling\n", "2\r"),
        ("\nDatabase indexing\n", "3\r"),
        ("\nTransactions\n", "r\r"),
    ];
    shows("review", &DATABASES, &way, &["What next?"]);
}
