//! Formats that a command does not have, options that do not fit, and files that are not ours.

use super::*;

#[test]
fn a_format_that_a_command_does_not_have_is_told() {
    let house = house();
    let on = ["--answers", "worked-answers.toml", "--rubric", "worked-rubric.toml"];
    let said = |command: &[&str]| house.run(&[command, &on].concat()).exits(2).stderr;
    insta::assert_snapshot!(said(&["report", "--format", "ics"]), @"
    error: invalid value 'ics' for '--format <FORMAT>'
      [possible values: table, markdown, html, json, csv, svg, json-resume]

    For more information, try '--help'.
    ");
    insta::assert_snapshot!(said(&["report", "-o", "plan.ics"]), @"
    error: this command does not write `ics` files such as `plan.ics`
    hint: end it in `.txt`, `.md`, `.html`, `.json`, `.csv` or `.svg`, or say `--format markdown`
    ");
    insta::assert_snapshot!(said(&["plan", "-o", "plan.docx"]), @"
    error: cannot tell the format of `plan.docx` from its ending
    hint: end it in `.txt`, `.md`, `.html`, `.json`, `.csv`, `.ics` or `todo.txt`, or say `--format markdown`
    ");
    insta::assert_snapshot!(said(&["plan", "--as", "todo"]), @"
    error: `--as` is only for the format `ics`
    hint: add `--format ics`, or leave it out
    ");
    insta::assert_snapshot!(said(&["plan", "--bom", "-o", "plan.md"]), @"
    error: `--bom` is only for the format `csv`
    hint: add `--format csv`, or leave it out
    ");
    insta::assert_snapshot!(said(&["report", "--front-matter", "--format", "json"]), @"
    error: `--front-matter` is only for the format `markdown`
    hint: add `--format markdown`, or leave it out
    ");
    insta::assert_snapshot!(said(&["report", "--merge", "resume.json"]), @"
    error: `--merge` is only for the format `json-resume`
    hint: add `--format json-resume`, or leave it out
    ");
    assert!(fs::read_dir(house.path(".")).unwrap().all(|entry| {
        let name = entry.unwrap().file_name();
        !name.to_string_lossy().starts_with("plan.")
    }));
}

#[test]
fn the_ending_of_a_file_picks_the_format() {
    let house = house();
    let plan = ["plan", "--answers", PEOPLE[1]];
    for (file, format) in [
        ("a.csv", "csv"),
        ("a.ICS", "ics"),
        ("todo.txt", "todotxt"),
        ("a.txt", "table"),
        ("a.md", "markdown"),
        ("a.json", "json"),
    ] {
        let _ = house.run(&[&plan[..], &["-o", file]].concat()).exits(0);
        assert_eq!(fs::read_to_string(house.path(file)).unwrap(), written(&house, &plan, format), "{file}");
    }
}

#[test]
fn what_others_wrote_stays() {
    let house = house();
    let plan = ["plan", "--answers", PEOPLE[2]];
    for (file, mine) in
        [("todo.txt", "Buy milk\n"), ("calendar.ics", "BEGIN:VCALENDAR\r\nPRODID:-//mine//EN\r\nEND:VCALENDAR\r\n")]
    {
        house.file(file, mine);
        let refused = house.run(&[&plan[..], &["-o", file]].concat()).exits(1);
        assert!(refused.stderr.contains("holds more than skillgap wrote"), "{refused}");
        assert_eq!(fs::read_to_string(house.path(file)).unwrap(), mine);
        // What skillgap wrote is replaced.
        fs::remove_file(house.path(file)).unwrap();
        for _ in 0..2 {
            let _ = house.run(&[&plan[..], &["-o", file]].concat()).exits(0);
        }
    }
}
