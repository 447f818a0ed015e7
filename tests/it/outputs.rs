//! `-o FILE`: what others wrote stays, ticks are read before they are replaced, and who may read a new file.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use crate::support::House;
use crate::ticks::{house, ids, plan};

const RUBRIC: &str = "worked-rubric.toml";

/// Commands that write, with the files that they write to.
const WRITERS: [(&[&str], &str); 22] = [
    (&["plan"], "a.md"),
    (&["plan"], "a.html"),
    (&["plan"], "a.json"),
    (&["plan"], "a.csv"),
    (&["plan"], "a.ics"),
    (&["plan"], "todo.txt"),
    (&["plan"], "a.txt"),
    (&["plan", "--front-matter"], "b.md"),
    (&["report"], "c.md"),
    (&["report"], "c.svg"),
    (&["report"], "c.html"),
    (&["report"], "c.csv"),
    (&["progress"], "d.md"),
    (&["explain", "docker"], "e.md"),
    (&["target", "list"], "f.json"),
    (&["history", "list"], "g.json"),
    (&["history", "show", "latest"], "h.md"),
    (&["rubric", "list"], "i.csv"),
    (&["rubric", "show", RUBRIC], "j.json"),
    (&["rubric", "schema"], "k.json"),
    (&["schema", "plan"], "l.json"),
    (&["export"], "m.json"),
];

#[test]
fn what_we_wrote_is_replaced_and_what_others_wrote_is_not() {
    let house = house();
    for (command, file) in WRITERS {
        let write = |more: &[&str]| house.run(&[command, &["-o", file], more].concat());
        let _ = write(&[]).exits(0);
        let ours = fs::read(house.path(file)).unwrap();
        let _ = write(&[]).exits(0);
        assert_eq!(fs::read(house.path(file)).unwrap(), ours, "{command:?} {file}");
        for foreign in ["Dear diary,\n", "# My plan\n\n- [x] Buy milk\n", "{\"a\": 1}\n", "name,price\nmilk,1\n"] {
            house.file(file, foreign);
            let refused = write(&[]).exits(1);
            assert!(refused.stderr.contains("holds more than skillgap wrote"), "{command:?} {file}: {refused}");
            assert!(refused.stderr.contains("--force"), "{refused}");
            assert_eq!(fs::read_to_string(house.path(file)).unwrap(), foreign, "{command:?} {file}");
        }
        let _ = write(&["--force"]).exits(0);
        assert_eq!(fs::read(house.path(file)).unwrap(), ours, "{command:?} {file}");
        house.file(file, "");
        let _ = write(&[]).exits(0);
    }
}

#[test]
fn ticks_of_a_plan_are_read_before_it_is_replaced() {
    let house = house();
    let _ = house.run(&["plan", "-o", "plan.md"]).exits(0);
    let tick = |line: &str| {
        let ticked = line.contains("skillgap:docker@2 ").then(|| line.replace("[ ]", "[x]") + " 5.5 h ✅ 2026-09-01");
        ticked.unwrap_or_else(|| line.to_owned()) + "\n"
    };
    let ticked = fs::read_to_string(house.path("plan.md")).unwrap().lines().map(tick).collect::<String>();
    house.file("plan.md", &ticked);
    let refused =
        house.run(&["plan", "--answers", "worked-answers.toml", "--rubric", RUBRIC, "-o", "plan.md"]).exits(1);
    assert!(refused.stderr.contains("holds ticks"), "{refused}");
    let ran = house.run(&["plan", "-o", "plan.md"]).exits(0);
    assert_eq!(ran.stderr, "read 1 new tick from plan.md first\n");
    assert_eq!(ids(&plan(&house)["done"]), ["docker@2"]);
    assert_eq!(plan(&house)["done"][0]["hours"], 5.5);
    assert!(fs::read_to_string(house.path("plan.md")).unwrap().contains("- [x] "));
    assert_eq!(house.run(&["plan", "-o", "plan.md"]).exits(0).stderr, "", "all is known");
}

#[test]
fn notes_in_a_plan_are_not_lost() {
    let house = house();
    let _ = house.run(&["plan", "-o", "plan.md"]).exits(0);
    let written = fs::read_to_string(house.path("plan.md")).unwrap();
    let step = "<!-- skillgap:docker@2 -->\n";
    for noted in [
        written.replace(step, "<!-- skillgap:docker@2 -->\n  - ask Ann\n"),
        written.replace(step, "<!-- skillgap:docker@2 --> with Ann\n"),
        format!("{written}\nMy notes.\n"),
        format!("---\nmood: good\n---\n\n{written}"),
        written.replacen("- [ ] ", "- [x] mine\n- [ ] ", 1),
    ] {
        assert_ne!(noted, written);
        house.file("plan.md", &noted);
        let refused = house.run(&["plan", "-o", "plan.md"]).exits(1);
        assert!(refused.stderr.contains("somebody wrote into it"), "{refused}");
        assert_eq!(fs::read_to_string(house.path("plan.md")).unwrap(), noted);
        assert_eq!(house.files("plans"), [], "and nothing is read from it");
    }
    let _ = house.run(&["plan", "-o", "plan.md", "--force"]).exits(0);
    assert_eq!(fs::read_to_string(house.path("plan.md")).unwrap(), written);
}

#[cfg(unix)]
#[test]
fn new_files_for_others_follow_the_umask_and_private_ones_stay_private() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = house();
    let mode = |house: &House, line: &str, file: &str| {
        let _ = house.shell(line).exits(0);
        fs::metadata(house.path(file)).unwrap().permissions().mode() & 0o777
    };
    assert_eq!(mode(&house, "umask 022; skillgap rubric new mine -o mine.toml", "mine.toml"), 0o644);
    assert_eq!(mode(&house, "umask 027; skillgap rubric schema -o r.json", "r.json"), 0o640);
    assert_eq!(mode(&house, "umask 077; skillgap schema plan -o p.json", "p.json"), 0o600);
    assert_eq!(mode(&house, "umask 022; skillgap report -o page.html", "page.html"), 0o644);
    for file in ["plan.md", "plan.json", "plan.ics", "plan.csv"] {
        assert_eq!(mode(&house, &format!("umask 022; skillgap plan -o {file}"), file), 0o600, "{file}");
    }
    assert_eq!(mode(&house, "umask 022; skillgap export -o all.json", "all.json"), 0o600);
    // A file that is there keeps its mode.
    assert_eq!(mode(&house, "umask 022; chmod 640 plan.md; skillgap plan -o plan.md", "plan.md"), 0o640);
}
