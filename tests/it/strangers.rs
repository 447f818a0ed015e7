//! What comes from others: files that name any path, links that others made, characters that nobody sees.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;

use crate::support::House;

/// Secrets of several kinds, none of which is a rubric.
const SECRETS: [&str; 4] = [
    "root:$6$hunter2:19000:0:99999:7:::\n",
    "token = \"hunter2\"\n",
    "[user]\nname = \"hunter2\"\nemail = 3\n",
    "-----BEGIN KEY-----\nhunter2\n-----END KEY-----\n",
];

#[test]
fn no_line_of_what_is_no_rubric_is_shown() {
    let house = House::new();
    for secret in SECRETS {
        house.file("rubrics/secret.toml", secret);
        for named in ["./secret.toml", "secret.toml", "../rubrics/secret.toml"] {
            for key in ["extends", "adds_to"] {
                house.file("rubrics/r.toml", format!("id = \"mine\"\n{key} = \"{named}\"\n"));
                let checked = house.run(&["rubric", "check", "rubrics/r.toml"]).exits(3);
                assert!(!checked.to_string().contains("hunter2"), "{checked}");
                assert!(checked.stdout.contains("it is no rubric"), "{checked}");
            }
            house.file("rubrics/a.toml", format!("rubric = \"{named}\"\n[ratings]\nsql = 2\n"));
            for command in ["report", "plan", "assess"] {
                let refused = house.run(&[command, "--answers", "rubrics/a.toml"]).exits(1);
                assert!(!refused.to_string().contains("hunter2"), "{refused}");
                assert!(refused.stderr.contains("it is no rubric"), "{refused}");
            }
        }
    }
    // A file that the person names is shown.
    house.file("rubrics/secret.toml", SECRETS[1]);
    assert!(house.run(&["rubric", "check", "rubrics/secret.toml"]).exits(3).stdout.contains("hunter2"));
}

#[test]
fn a_file_leads_no_further_than_its_folder_or_the_one_that_one_is_in() {
    let (house, other) = (House::new(), House::new());
    other.sample("small-rubric.toml");
    let outside = other.path("small-rubric.toml").to_string_lossy().into_owned();
    house.sample("small-rubric.toml");
    std::os::unix::fs::symlink(&outside, house.path("link.toml")).unwrap();
    for named in [outside.as_str(), "link.toml", "/etc/passwd", "/dev/null"] {
        house.file("r.toml", format!("id = \"mine\"\nextends = \"{named}\"\n"));
        let checked = house.run(&["rubric", "check", "r.toml"]).exits(3).stdout;
        let checked = checked.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(checked.contains("neither in the folder of the file that names it nor in this one"), "{checked}");
        house.file("a.toml", format!("rubric = \"{named}\"\n[ratings]\nsql = 2\n"));
        let refused = house.run(&["report", "--answers", "a.toml"]).exits(1).stderr;
        assert!(refused.contains("names `") && refused.contains("hint: name it on the command line"), "{refused}");
    }
    let _ = house.run(&["report", "--answers", "a.toml", "--rubric", &outside]).exits(0);

    // Up from a folder below is fine where one is above both.
    house.file("teams/a.toml", "rubric = \"../small-rubric.toml\"\n[ratings]\nsql = 2\n");
    let _ = house.run(&["report", "--answers", "teams/a.toml"]).exits(0);
    let refused = house.shell("cd teams && skillgap report --answers a.toml").exits(1).stderr;
    assert!(refused.contains("`../small-rubric.toml` as its rubric"), "{refused}");
    // Nor is anything written that would then be refused.
    let refused = house.run(&["rubric", "new", "mine", "--extends", &outside, "-o", "teams/mine.toml"]).exits(1).stderr;
    assert!(refused.contains("outside the folder of the new rubric"), "{refused}");
    assert!(!house.path("teams/mine.toml").exists());
}

#[test]
fn what_cannot_be_seen_is_written_out() {
    let house = House::new();
    let rubric = fs::read_to_string("tests/data/small-rubric.toml").unwrap();
    for hidden in
        ["\u{ad}", "\u{34f}", "\u{115f}", "\u{1160}", "\u{180e}", "\u{3164}", "\u{ffa0}", "\u{fff9}", "\u{fffb}"]
    {
        house.file("r.toml", rubric.replace("title = \"SQL\"", &format!("title = \"S{hidden}QL\"")));
        let checked = house.run(&["rubric", "check", "r.toml"]).exits(3);
        assert!(!checked.to_string().contains(hidden), "{checked}");
        let unknown = house.run(&["explain", &format!("unknown{hidden}thing")]).exits(2);
        assert!(!unknown.to_string().contains(hidden), "{unknown}");
    }
    // What is no character is in no front matter, which YAML would not read.
    for written in ["\\uFFFF", "\\uFFFE", "\\U0001FFFE"] {
        house.file("r.toml", rubric.replace("title = \"Junior\"", &format!("title = \"J{written}r\"")));
        house.file("a.toml", "rubric = \"r.toml\"\n[ratings]\nsql = 2\n");
        let ran = house.run(&["report", "--answers", "a.toml", "--format", "markdown", "--front-matter"]);
        let is_no_character = |c: char| u32::from(c) & 0xfffe == 0xfffe;
        assert!(!ran.to_string().chars().any(is_no_character), "{ran}");
    }
}

#[test]
fn of_a_long_path_the_middle_is_left_out() {
    let house = House::new();
    let folder = "a-folder-with-a-long-name/".repeat(7);
    house.sample("small-rubric.toml");
    let name = format!("{folder}answers-of-may.toml");
    house.file(&name, "[ratings]\nsql = 9\ngit = true\npython = 2\n");
    let ran = house.run(&["report", "--rubric", "small-rubric.toml", "--answers", &name]).exits(0).stderr;
    assert!(ran.contains("answers-of-may.toml:2:") && ran.contains('…') && !ran.contains(&folder), "{ran}");
    let refused = house.run(&["import", &name]).exits(1).stderr;
    assert!(refused.contains("/answers-of-may.toml`"), "{refused}");
    let refused = house.run(&["rubric", "check", &format!("{folder}none.toml")]).exits(3).stderr;
    assert!(refused.contains("none.toml"), "{refused}");
}

#[test]
fn nothing_is_written_through_another_users_link() {
    use std::os::unix::fs::{MetadataExt as _, symlink};
    let house = House::new();
    house.file("a.toml", "[ratings]\nsql = 2\n");
    house.file("mine.md", "mine\n");
    symlink("mine.md", house.path("own.md")).unwrap();
    let _ = house.run(&["report", "--answers", "a.toml", "-o", "own.md", "--force"]).exits(0);
    assert!(house.path("own.md").is_symlink());
    // Only who may give files away can try the other half.
    house.file("mine.md", "mine\n");
    symlink("mine.md", house.path("theirs.md")).unwrap();
    symlink("theirs.md", house.path("chain.md")).unwrap();
    fs::create_dir(house.path("own")).unwrap();
    symlink("own", house.path("folder")).unwrap();
    for link in ["theirs.md", "folder"] {
        if std::os::unix::fs::lchown(house.path(link), Some(65_534), None).is_err() {
            return;
        }
    }
    if house.path("mine.md").metadata().unwrap().uid() == 65_534 {
        return;
    }
    for to in ["theirs.md", "chain.md", "folder/new.md"] {
        let refused = house.run(&["report", "--answers", "a.toml", "-o", to, "--force"]).exits(1);
        assert!(refused.stderr.contains("belongs to another user"), "{refused}");
        assert_eq!(fs::read_to_string(house.path("mine.md")).unwrap(), "mine\n");
    }
    assert!(!house.path("own/new.md").exists());
}
