//! Words that people try as commands, and commands that list what they have where nothing more is said.

use crate::support::House;

#[test]
fn words_that_people_try_lead_to_the_command() {
    let house = House::new();
    for (typed, instead) in [
        (&["begin"][..], "`skillgap assess` asks the questions"),
        (&["Status"], "`skillgap report` shows all gaps"),
        (&["next"], "`skillgap plan done next` ticks it"),
        (&["find", "docker"], "`skillgap explain WORDS` finds a skill"),
        (&["gaps"], "`skillgap report` shows the gaps"),
        (&["skills"], "`skillgap rubric show` lists every skill"),
        (&["done", "sql@2"], "`skillgap plan done STEP` ticks a step"),
        (&["settings"], "`skillgap plan set` shows"),
        (&["roles"], "`skillgap target list` shows the roles"),
        (&["edit", "sql", "3"], "did you mean `skillgap edit sql --level 3`?"),
        (&["edit", "unit", "testing", "2"], "did you mean `skillgap edit 'unit testing' --level 2`?"),
        (&["explain", "unit", "testing"], "did you mean `skillgap explain 'unit testing'`?"),
        (&["report", "senior"], "did you mean `skillgap report --target senior`?"),
        (&["progress", "mid"], "did you mean `skillgap progress --target mid`?"),
    ] {
        let ran = house.run(typed).exits(2);
        assert!(ran.stderr.contains(instead) && ran.stderr.lines().count() == 2, "{typed:?}: {ran}");
    }
    // What nobody would know the meaning of is left to the parser.
    for typed in [&["frobnicate"][..], &["report", "--frobnicate"], &["report", "x", "--frobnicate"]] {
        let ran = house.run(typed).exits(2);
        assert!(ran.stderr.contains("--help"), "{typed:?}: {ran}");
    }
}

#[test]
fn what_can_be_listed_is_listed_by_its_name_alone() {
    let house = House::new();
    house.sample("small-rubric.toml");
    let answers = house.file("answers.toml", "rubric = \"small-rubric.toml\"\ntarget = \"mid\"\n[ratings]\nsql = 2\n");
    let _ = house.run(&["assess", "--answers", answers]).exits(0);
    for command in ["target", "rubric", "history"] {
        let (bare, list) = (house.run(&[command]).exits(0), house.run(&[command, "list"]).exits(0));
        assert_eq!(bare.stdout, list.stdout);
    }
    assert!(house.run(&["plan", "target"]).exits(2).stderr.contains("error"));
}
