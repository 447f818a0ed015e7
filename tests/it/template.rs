//! `rubric new`: what it prints is sound, has nothing to be hinted at, and runs at once.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use crate::seat::Seat;
use crate::support::House;

/// The text with what stands behind a `#` without a blank.
pub(crate) fn with_what_is_commented_out(text: &str) -> String {
    let line = |line: &str| {
        let begun = line.trim_start();
        let key = begun.strip_prefix('#').filter(|key| !key.is_empty() && !key.starts_with([' ', ':']));
        format!("{}\n", key.unwrap_or(begun))
    };
    text.lines().map(line).collect()
}

/// A house in which this was run and wrote `new.toml`.
fn house(args: &[&str]) -> House {
    let house = House::new();
    let ran = house.run(&[&["rubric", "new"], args, &["-o", "new.toml"]].concat()).exits(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
    house
}

#[track_caller]
fn is_clean(house: &House, skills: &str) {
    let text = fs::read_to_string(house.path("new.toml")).unwrap();
    assert!(text.starts_with("#:schema ./rubric.schema.json\n"));
    for line in text.lines() {
        assert!(line.chars().count() <= 120 && line.trim_end() == line && !line.contains('\t'), "{line}");
    }
    let ran = house.run(&["rubric", "check", "--strict", "new.toml"]).exits(0);
    assert_eq!(ran.stdout, format!("new.toml: sound: {skills}\n"));
    let _ = house.file("all.toml", with_what_is_commented_out(&text));
    let ran = house.run(&["rubric", "check", "--strict", "all.toml"]).exits(0);
    assert!(ran.stdout.starts_with("all.toml: sound: "), "{ran}");
}

#[test]
fn a_rubric_that_begins_from_nothing() {
    let house = house(&["data-engineer"]);
    is_clean(&house, "5 skills, 2 targets");
    let text = fs::read_to_string(house.path("new.toml")).unwrap();
    assert!(text.contains("\nid = \"data-engineer\"\ntitle = \"Data engineer\"\n"));
    let printed = house.run(&["rubric", "new", "data-engineer"]).exits(0).stdout;
    assert_eq!(printed, text.replace(" new.toml ", " data-engineer.toml "));
}

#[test]
fn it_can_be_answered_at_once() {
    let house = house(&["data-engineer"]);
    let answers = house.run(&["assess", "--rubric", "new.toml", "--template"]).exits(0).stdout;
    let answers = answers.replace("# sql = ", "sql = 2 # ").replace("# python = ", "python = 3 # ");
    let _ = house.file("answers.toml", answers);
    let _ = house.run(&["assess", "--answers", "answers.toml"]).exits(0);
    let report = house.run(&["report"]).exits(0).stdout;
    assert!(report.starts_with("Gap report: Junior"), "{report}");
    assert!(report.contains("Code review"), "{report}");
    let plan = house.run(&["plan", "--target", "professional"]).exits(0).stdout;
    assert!(plan.contains("Design") || plan.contains("API"), "{plan}");
}

#[test]
fn it_can_be_asked_at_once() {
    let house = house(&["data-engineer"]);
    let mut seat = Seat::take(&house, &["assess", "--rubric", "new.toml"], (80, 24));
    seat.see(&["Which role do you compare yourself with?", "1  Junior", "2  Professional"]);
    seat.press("1\r");
    let _ = seat.asked("SQL");
}

#[test]
fn a_rubric_on_top_of_the_bundled_one() {
    let house = house(&["my-team", "--extends", "backend-developer"]);
    is_clean(&house, "125 skills, 20 targets");
    let text = fs::read_to_string(house.path("new.toml")).unwrap();
    for shown in ["extends = \"backend-developer\"", "remove = [\"", "aliases = [\"", "weight = ", "drop = true"] {
        assert!(text.contains(shown), "{shown}");
    }
    let own = house.run(&["rubric", "show", "new.toml", "our-releases"]).exits(0);
    assert!(own.stdout.contains("Our releases"), "{own}");
}

#[test]
fn a_rubric_on_top_of_a_file_finds_it_from_where_it_is() {
    for sample in ["small-rubric.toml", "worked-rubric.toml"] {
        let house = House::new();
        house.sample(sample);
        let _ = house.run(&["rubric", "new", "mine", "--extends", sample, "-o", "new.toml"]).exits(0);
        let text = fs::read_to_string(house.path("new.toml")).unwrap();
        assert!(text.contains(&format!("\nextends = \"{sample}\"\n")));
        let _ = house.run(&["rubric", "check", "--strict", "new.toml"]).exits(0);
        let _ = house.file("all.toml", with_what_is_commented_out(&text));
        let _ = house.run(&["rubric", "check", "all.toml"]).exits(0);

        // On top of what is on top, from elsewhere.
        fs::create_dir(house.path("deep")).unwrap();
        for name in ["new.toml", sample] {
            fs::rename(house.path(name), house.path("deep").join(name)).unwrap();
        }
        let _ = house.run(&["rubric", "new", "more", "--extends", "deep/new.toml", "-o", "deep/more.toml"]).exits(0);
        let _ = house.run(&["rubric", "check", "--strict", "deep/more.toml"]).exits(0);
    }
}

/// What a new file extends that is written to `output`, on top of `base`; it is sound there.
#[track_caller]
fn extends(house: &House, base: &str, output: &str) -> String {
    let _ = house.run(&["rubric", "new", "mine", "--extends", base, "-o", output]).exits(0);
    let _ = house.run(&["rubric", "check", "--strict", output]).exits(0);
    let text = fs::read_to_string(house.path(output)).unwrap();
    let extends = text.lines().find_map(|line| line.strip_prefix("extends = ")).unwrap();
    extends.trim_matches('"').to_owned()
}

#[test]
fn a_base_is_named_so_that_both_can_be_shared() {
    let house = House::new();
    let base = house.sample("small-rubric.toml");
    let _ = house.file("rubrics/base.toml", fs::read(house.path(base)).unwrap());
    let _ = house.file("rubrics/split/00.toml", fs::read(house.path(base)).unwrap());
    let _ = house.file("teams/deep/keep", "");
    assert_eq!(extends(&house, base, "./here.toml"), base);
    assert_eq!(extends(&house, base, "././there.toml"), base);
    assert_eq!(extends(&house, "rubrics/base.toml", "./below.toml"), "rubrics/base.toml");
    assert_eq!(extends(&house, "rubrics/base.toml", "rubrics/c.toml"), "./base.toml");
    assert_eq!(extends(&house, "./rubrics/../rubrics/base.toml", "rubrics/../rubrics/b.toml"), "./base.toml");
    // A folder without a point in its name is no id.
    assert_eq!(extends(&house, "rubrics/split", "rubrics/d.toml"), "./split");
    assert_eq!(extends(&house, "rubrics/split/", "teams/../rubrics/e.toml"), "./split");
    // What is elsewhere can be shared with nothing.
    let other = House::new();
    let elsewhere = other.path(other.sample("small-rubric.toml"));
    let elsewhere = elsewhere.to_str().unwrap();
    assert_eq!(extends(&house, elsewhere, other.path("f.toml").to_str().unwrap()), "./small-rubric.toml");
    for (base, output) in
        [(base, "teams/a.toml"), ("rubrics/base.toml", "teams/deep/b.toml"), (elsewhere, "teams/f.toml")]
    {
        let refused = house.run(&["rubric", "new", "mine", "--extends", base, "-o", output]).exits(1);
        assert!(refused.stderr.contains("outside the folder of the new rubric"), "{refused}");
        assert!(!house.path(output).exists());
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_leads_elsewhere() {
    let (house, other) = (House::new(), House::new());
    let base = house.sample("small-rubric.toml");
    std::os::unix::fs::symlink(other.path(""), house.path("linked")).unwrap();
    let _ = house.run(&["rubric", "new", "mine", "--extends", base, "-o", "linked/mine.toml"]).exits(1);
    std::os::unix::fs::symlink(house.path(""), house.path("home")).unwrap();
    assert_eq!(extends(&house, base, "home/mine.toml"), "./small-rubric.toml");
}

#[test]
fn what_the_base_has_already_is_numbered() {
    let house = House::new();
    let base = fs::read_to_string("tests/data/small-rubric.toml").unwrap();
    let with = |more: &str| format!("{base}\n{more}");
    let skill = |id: &str, title: &str, more: &str| {
        let list = |item: &str| vec![item; base.matches("name = ").count() - 1].join(", ");
        let area = base.split("[[areas]]\nid = ").nth(1).unwrap().lines().next().unwrap();
        let (anchors, hours) = (list("\"I did.\""), list("1"));
        format!(
            "[[skills]]\nid = \"{id}\"\ntitle = \"{title}\"\narea = {area}\nanchors = [{anchors}]\nhours = [{hours}]\n{more}\n"
        )
    };
    let target = "[[targets]]\nid = \"our-releases\"\ntitle = \"X\"\nkind = \"switch\"\nrequires = [{ skill = \"rel\", level = 1 }]\n";
    let bases = [
        with(&skill("rel", "Our Releases", "")),
        with(&skill("rel", "R", "aliases = [\"our releases\", \"OUR RELEASES 2\"]")),
        with(&skill("rel", "R", "formerly = [\"our-releases\"]")),
        with(&(skill("rel", "R", "") + target)),
        with(&skill("rel", "R", "aliases = [\"What we call it\"]")),
        with("[[areas]]\nid = \"ours\"\ntitle = \"Only with us\"\n"),
    ];
    for (at, base) in bases.iter().enumerate() {
        let (base, new) = (house.file(&format!("base-{at}.toml"), base).to_owned(), format!("new-{at}.toml"));
        let skills = |of: &str| {
            let shown = house.run(&["rubric", "show", of, "--format", "json"]).exits(0).stdout;
            let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
            ["skills", "areas"].map(|key| shown[key].as_array().unwrap().len())
        };
        let _ = house.run(&["rubric", "new", "mine", "--extends", &base, "-o", &new]).exits(0);
        let text = fs::read_to_string(house.path(&new)).unwrap();
        for text in [with_what_is_commented_out(&text), text] {
            let _ = house.file(&new, text);
            let _ = house.run(&["rubric", "check", &new]).exits(0);
        }
        assert_eq!(skills(&new), skills(&base).map(|n| n + 1), "{base}");
    }
}

#[test]
fn what_came_from_here_can_be_built_on() {
    let house = House::new();
    let mut below = house.sample("small-rubric.toml").to_owned();
    for at in 0..4 {
        let new = format!("new-{at}.toml");
        let _ = house.run(&["rubric", "new", &format!("mine-{at}"), "--extends", &below, "-o", &new]).exits(0);
        let text = fs::read_to_string(house.path(&new)).unwrap();
        let _ = house.run(&["rubric", "check", "--strict", &new]).exits(0);
        let all = house.file("all.toml", with_what_is_commented_out(&text).replace("remove = ", "# "));
        let ran = house.run(&["rubric", "check", all]).exits(0);
        assert!(ran.stdout.contains(&format!("sound: {} skills", 7 + at)), "{ran}");
        let _ = house.file(&new, fs::read(house.path(all)).unwrap());
        below = new;
    }
}

#[test]
fn the_commands_in_it_name_the_file() {
    let house = House::new();
    let _ = house.file("sub/keep", "");
    let base = house.sample("small-rubric.toml");
    let named = [
        ("k.toml", "k.toml"),
        ("./k2.toml", "k2.toml"),
        ("sub/k.toml", "k.toml"),
        ("a b.toml", "'a b.toml'"),
        ("it's.toml", r"'it'\''s.toml'"),
        ("$HOME.toml", "'$HOME.toml'"),
        ("größe.toml", "größe.toml"),
        ("./-k.toml", "./-k.toml"),
        ("kit", "./kit"),
        ("line\nid = 1.toml", r"'line\u{a}id = 1.toml'"),
    ];
    for (output, name) in named {
        for extends in [&[][..], &["--extends", base]] {
            if output.contains('/') && !output.starts_with("./") && !extends.is_empty() {
                continue;
            }
            let args = ["rubric", "new", "mine", "-o", output];
            let _ = fs::remove_file(house.path(output));
            let _ = house.run(&[&args, extends].concat()).exits(0);
            let text = fs::read_to_string(house.path(output)).unwrap();
            let commands: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("#   ")).skip(1).collect();
            assert_eq!(commands.len(), 3);
            for command in commands {
                let (command, _) = command.split_once("      ").unwrap();
                assert!(command.ends_with(&format!(" {name}")), "{command}");
                if !output.contains(['\n']) && !command.contains("assess") {
                    let folder = output.rsplit_once('/').map_or(".", |(folder, _)| folder);
                    let _ = house.shell(&format!("cd {folder} && {command} > /dev/null")).exits(0);
                }
            }
        }
    }
    for args in [&["rubric", "new", "mine"][..], &["rubric", "new", "mine", "-o", "-"]] {
        let text = house.run(args).exits(0).stdout;
        assert_eq!(text.matches(" mine.toml ").count(), 3, "{text}");
    }
}

#[test]
fn a_folder_can_be_extended_by_its_name() {
    let house = House::new();
    let _ = house.file("base/00.toml", fs::read("examples/team-rubric.toml").unwrap());
    let _ = house.run(&["rubric", "new", "mine", "--extends", "base", "-o", "new.toml"]).exits(0);
    let ran = house.run(&["rubric", "check", "--strict", "new.toml"]).exits(0);
    assert_eq!(ran.stdout, "new.toml: sound: 6 skills, 2 targets\n");
}

#[test]
fn what_is_there_stays() {
    let house = House::new();
    let _ = house.file("there.toml", "mine");
    let ran = house.run(&["rubric", "new", "mine", "-o", "there.toml"]).exits(1);
    assert_eq!(fs::read_to_string(house.path("there.toml")).unwrap(), "mine");
    insta::assert_snapshot!(ran, @r"
    --- stderr
    error: `there.toml` is there already and stays as it is
    hint: name another file, or take this one away first
    --- exit 1
    ");
    let _ = house.run(&["rubric", "new", "mine", "-o", "/dev/null"]).exits(0);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_there_too() {
    let house = House::new();
    std::os::unix::fs::symlink("nowhere", house.path("link.toml")).unwrap();
    let _ = house.run(&["rubric", "new", "mine", "-o", "link.toml"]).exits(1);
    assert!(!house.path("nowhere").exists());
}

#[test]
fn an_id_that_cannot_be_is_refused() {
    let house = House::new();
    let said = |args: &[&str]| {
        let ran = house.run(&[&["rubric", "new"], args].concat()).exits(2);
        assert_eq!(ran.stdout, "");
        ran.stderr
    };
    let all = [
        said(&["Data Engineer"]),
        said(&["_"]),
        said(&["backend-developer"]),
        said(&["mine", "--extends", "backend-develper"]),
        said(&["mine", "--extends", "-"]),
    ];
    insta::assert_snapshot!(all.join("\n"), @"
    error: `Data Engineer` is not an id
    hint: write it as `data-engineer`

    error: `_` is not an id
    hint: an id has a-z, 0-9 and -, does not begin with -, and is at most 64 long

    error: `backend-developer` is the id of a bundled rubric
    hint: answers are kept by the id of their rubric: choose another
    hint: to build on that one: `skillgap rubric new ID --extends backend-developer`

    error: there is no rubric `backend-develper`
    hint: did you mean `backend-developer`?

    error: standard input cannot be extended: the rubric must be there when it is read again
    hint: name a file, a folder or the id of a bundled rubric
    ");

    house.sample("small-rubric.toml");
    insta::assert_snapshot!(said(&["small", "--extends", "small-rubric.toml"]), @r"
    error: `small` is the id of the rubric that this one is to extend
    hint: answers are kept by the id of their rubric: choose another
    ");
    // A copy that is stored has no file that could be named.
    let _ = house.file("answers.toml", "rubric = \"small-rubric.toml\"\n[ratings]\nsql = 2\n");
    let _ = house.run(&["assess", "--answers", "answers.toml"]).exits(0);
    insta::assert_snapshot!(said(&["mine", "--extends", "small"]), @r"
    error: rubric `small` is only there as a stored copy
    hint: name its file or folder
    ");
    let _ = house.run(&["rubric", "new", "mine", "--extends", "none.toml"]).exits(1);
}

#[test]
fn the_schema_is_printed_as_it_is_shipped() {
    let house = House::new();
    let schema = fs::read_to_string("src/rubric/json/rubric.schema.json").unwrap();
    assert_eq!(house.run(&["rubric", "schema"]).exits(0).stdout, schema);
    for _ in 0..2 {
        let _ = house.run(&["rubric", "schema", "-o", "rubric.schema.json"]).exits(0);
    }
    assert_eq!(fs::read_to_string(house.path("rubric.schema.json")).unwrap(), schema);
}
