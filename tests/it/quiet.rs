//! A Markdown plan in git: what is done on time changes its own line and the figures at the top, and nothing else.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use crate::support::House;
use crate::ticks::{ids, plan};

fn house(person: &str, target: &str) -> House {
    let house = House::new();
    let answers = house.file("answers.toml", fs::read(format!("examples/{person}.toml")).unwrap());
    let today = jiff::Zoned::now().date().to_string();
    let _ = house.run(&["assess", "--answers", answers, "--target", target, "--on", &today]).exits(0);
    house
}

fn exported(house: &House) -> (String, Vec<String>) {
    let _ = house.run(&["plan", "-o", "plan.md"]).exits(0);
    let text = fs::read_to_string(house.path("plan.md")).unwrap();
    let (top, steps) = text.split_once("\n## Steps\n").unwrap();
    (top.to_owned(), steps.lines().map(str::to_owned).collect())
}

#[test]
fn two_ticks_change_two_lines_and_the_figures_at_the_top() {
    for (person, target) in [
        ("self-taught-mid", "senior"),
        ("bootcamp-graduate", "junior"),
        ("bootcamp-graduate", "mid"),
        ("experienced", "lead"),
    ] {
        let house = house(person, target);
        let (_, before) = exported(&house);
        let steps: Vec<_> = ids(&plan(&house)["steps"])[..2].iter().map(|id| (*id).to_owned()).collect();
        let _ = house.run(&["plan", "done", &steps[0], &steps[1]]).exits(0);
        let (_, after) = exported(&house);
        let changed: Vec<_> = before.iter().zip(&after).filter(|(old, new)| old != new).collect();
        assert_eq!((before.len(), changed.len()), (after.len(), 2), "{person}, {target}: {changed:#?}");
        let today = jiff::Zoned::now().date();
        for ((old, new), id) in changed.into_iter().zip(&steps) {
            assert_eq!(*new, old.replacen("- [ ]", "- [x]", 1) + &format!(" ✅ {today}"), "{id}");
            assert!(new.contains(&format!("<!-- skillgap:{id} -->")), "{id}: {new}");
        }
    }
}

/// What a program for notes writes behind a ticked task is what the next export writes.
#[test]
fn a_tick_of_an_editor_stays_as_it_is_written() {
    let house = house("bootcamp-graduate", "mid");
    let _ = exported(&house);
    let today = jiff::Zoned::now().date();
    let text = fs::read_to_string(house.path("plan.md")).unwrap();
    let line = text.lines().find(|line| line.starts_with("- [ ]")).unwrap();
    let ticked = line.replacen("[ ]", "[x]", 1) + &format!(" 2.5 h ✅ {today}");
    house.file("plan.md", text.replace(line, &ticked));
    let (_, after) = exported(&house);
    assert!(after.contains(&ticked), "{after:#?}");
}

#[test]
fn addresses_are_as_formatters_write_them() {
    let house = house("self-taught-mid", "senior");
    let (_, lines) = exported(&house);
    let addresses = lines.iter().filter(|line| line.contains("Learn from: ["));
    let is_plain = |line: &&String| line.contains("](https://") || line.contains("](<https://") && line.contains('(');
    assert!(addresses.clone().count() > 5 && addresses.clone().all(|line| is_plain(&line)));
    assert!(addresses.filter(|line| line.contains("](<")).all(|line| line.matches('(').count() > 2));
}
