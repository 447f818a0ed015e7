//! What people, other programs and broken disks hand in: refused in words, at its place, and nothing stored changes.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;
use std::process::Stdio;

use crate::support::{House, Ran};

const ANSWERS: &str = "rubric = \"small-rubric.toml\"\ntarget = \"junior\"\non = 2026-08-01\n[ratings]\nsql = 2\n";

/// A house with the small rubric and one assessment of it.
fn house() -> House {
    let house = House::new();
    let _ = house.sample("small-rubric.toml");
    let name = house.file("answers.toml", ANSWERS);
    let _ = house.run(&["assess", "--answers", name]).exits(0);
    house
}

/// Checks that a refusal is one: in words, cleaned, and no crash.
#[track_caller]
fn refused(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!(ran.code, Some(code), "\n{ran}");
    clean(ran);
    let is_said = ran.stderr.lines().any(|line| line.starts_with("error: "));
    assert!(is_said, "no error in words\n{ran}");
    for words in words {
        assert!(ran.stderr.contains(words), "not said: {words}\n{ran}");
    }
}

/// Checks that nothing crashed and nothing reaches the terminal that moves it.
#[track_caller]
fn clean(ran: &Ran) {
    let all = format!("{}{}", ran.stdout, ran.stderr);
    assert!(!all.contains("panicked") && ran.code.is_some() && ran.code != Some(101), "\n{ran}");
    let hidden = all.chars().find(|c| *c != '\n' && skillgap::clean::is_hidden(*c));
    assert_eq!(hidden, None, "\n{ran}");
}

/// Runs each and checks that what is stored stays as it is, byte for byte.
#[track_caller]
fn each_is_refused(house: &House, cases: &[(&[&str], i32, &[&str])]) {
    let before = (house.files("assessments"), house.files("rubrics"));
    for (args, code, words) in cases {
        let ran = house.run(args);
        assert!(ran.code == Some(*code), "{args:?}: wanted {code}\n{ran}");
        refused(&ran, *code, words);
        assert!(before == (house.files("assessments"), house.files("rubrics")), "{args:?} changed what is stored");
    }
}

/// Contents that are no file of ours, and what is said of each.
fn broken() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let huge = format!("{ANSWERS}# {}", "x".repeat(2 * 1024 * 1024));
    vec![
        ("empty.toml", Vec::new(), ""),
        ("blank.toml", b"\n\n# nothing\n".to_vec(), ""),
        ("huge.toml", huge.into_bytes(), "2 MiB"),
        ("latin.toml", b"title = \"caf\xe9\"\n".to_vec(), "UTF-8"),
        ("utf16.toml", b"\xff\xfet\0i\0t\0l\0e\0".to_vec(), "UTF-8"),
        ("half.toml", ANSWERS.as_bytes()[..ANSWERS.len() - 3].to_vec(), ""),
        ("cut.toml", b"id = \"x\"\n[[skills]]\nid = \"a".to_vec(), "cut.toml:3"),
        ("nul.toml", b"id = \"a\0b\"\n".to_vec(), "nul.toml:1"),
        ("zeros.toml", vec![0; 4096], "zeros.toml:1"),
        ("deep.toml", format!("a = {}", "[".repeat(100_000)).into_bytes(), ""),
        ("binary.toml", (0..=255).cycle().take(9000).collect(), ""),
    ]
}

#[test]
fn broken_files() {
    let house = house();
    let before = house.files("assessments");
    for (name, bytes, words) in broken() {
        house.file(name, bytes);
        for args in [
            ["assess", "--answers", name].as_slice(),
            &["report", "--answers", name],
            &["assess", "--template", "--rubric", name],
            &["assess", "--answers", "answers.toml", "--rubric", name],
            &["assess", "--answers", name, "--update"],
        ] {
            refused(&house.run(args), 1, &[words]);
        }
        let given = house.run_with(&["assess", "--answers", "-"], fs::read(house.path(name)).unwrap());
        refused(&given, 1, &[]);
    }
    assert!(before == house.files("assessments"));
}

#[test]
fn files_that_are_no_files() {
    let house = house();
    fs::create_dir(house.path("folder")).unwrap();
    fs::create_dir(house.path("folder.toml")).unwrap();
    each_is_refused(
        &house,
        &[
            (&["assess", "--answers", "gone.toml"], 1, &["cannot read `gone.toml`", "hint:"]),
            (&["assess", "--answers", "folder"], 1, &["folder"]),
            (&["assess", "--answers", "answers.toml/x"], 1, &["cannot read"]),
            (&["assess", "--answers", ""], 1, &["cannot read"]),
            (&["report", "--rubric", "gone.toml"], 1, &["cannot read `gone.toml`"]),
            (&["report", "--rubric", "./folder"], 1, &["holds no `.toml` file"]),
            (&["report", "-o", "folder.toml"], 2, &["format"]),
            (&["report", "-o", "folder/gone/gap.md"], 1, &["cannot"]),
            (&["report", "-o", "data/gap.md"], 1, &["inside the data directory"]),
            (&["report", "--format", "json", "-o", "folder"], 1, &["cannot"]),
        ],
    );
}

#[test]
fn names_that_do_not_exist() {
    let house = house();
    let file = |name, text: &str| house.file(name, text);
    file("rubric.toml", "rubric = \"backend-develper\"\n[ratings]\nsql = 2\n");
    file("target.toml", "rubric = \"small-rubric.toml\"\ntarget = \"juniro\"\n[ratings]\nsql = 2\n");
    file("skill.toml", "rubric = \"small-rubric.toml\"\n[ratings]\nsqll = 2\n");
    each_is_refused(
        &house,
        &[
            (&["report", "--rubric", "backend-develper"], 2, &["did you mean `backend-developer`?"]),
            (&["report", "--target", "juniro"], 2, &["no target `juniro`", "did you mean `junior`"]),
            (&["plan", "--target", "juniro"], 2, &["did you mean `junior`"]),
            (&["explain", "idexes"], 2, &["did you mean `indexes`"]),
            (&["explain", "structured query languge"], 2, &["did you mean `sql`"]),
            (&["edit", "gti", "--level", "2"], 2, &["did you mean `git`"]),
            (&["edit", "language", "--level", "2"], 2, &["is a group", "`python`"]),
            (&["edit", "sql", "--level", "6"], 2, &["0 to 5"]),
            (&["edit", "sql", "--level", "-1"], 2, &[]),
            (&["report", "--at", "20200101T000000.000Z-small"], 2, &["no assessment"]),
            (&["report", "--at", "2020-01-01"], 1, &["on or before 2020-01-01"]),
            (&["report", "--format", "pdf"], 2, &[]),
            (&["report", "-o", "gap.pdf"], 2, &["ending"]),
            (&["report", "--fail-under", "101"], 2, &["0 to 100"]),
            (&["report", "--fail-under", "NaN"], 2, &["percent"]),
            (&["reprot"], 2, &["report"]),
            (&["report", "--tarket", "junior"], 2, &["--target"]),
            (&["report", "--answers", "rubric.toml"], 1, &["did you mean `backend-developer`?"]),
            (&["report", "--answers", "target.toml"], 1, &["target.toml:2", "juniro", "junior"]),
            (&["report", "--answers", "skill.toml"], 1, &["skill.toml:3", "sqll", "`sql`"]),
            (&["report", "--answers", "skill.toml", "--strict"], 1, &["skill.toml:3", "sqll", "`sql`"]),
        ],
    );
}

#[test]
fn ratings_that_are_none() {
    let house = house();
    let cases = [
        ("sql = 6", "6"),
        ("sql = -1", "-1"),
        ("sql = 2.5", ""),
        ("sql = \"two\"", ""),
        ("sql = true", ""),
        ("sql = nan", ""),
        ("sql = 9223372036854775807", ""),
        ("sql = 99999999999999999999", ""),
        ("sql = []", ""),
        ("sql = {}", ""),
        ("sql = { level = 2, evidnce = \"x\" }", "evidence"),
        ("sql = { level = 2, confidence = \"very\" }", "sure"),
        ("sql = { level = 2, on = 2026-02-30 }", ""),
        ("sql = { level = 2, on = \"yesterday\" }", ""),
        ("sql = 2\nsql = 3", ""),
        ("sql = 2\n[rating]\n", "rating"),
        ("language = 2", "language"),
        ("", ""),
    ];
    for (number, (ratings, words)) in cases.iter().enumerate() {
        let name = format!("ratings-{number}.toml");
        house.file(&name, format!("rubric = \"small-rubric.toml\"\n[ratings]\n{ratings}\n"));
        each_is_refused(&house, &[(&["assess", "--answers", &name, "--strict"], 1, &[words, &name])]);
    }
}

#[test]
fn days_that_are_none() {
    let house = house();
    for day in ["yesterday", "2026-02-30", "2026-13-01", "", "0", "99999-01-01", "2026-11-22T25:00"] {
        each_is_refused(
            &house,
            &[
                (&["assess", "--answers", "answers.toml", "--on", day], 2, &[]),
                (&["plan", "--start", day], 2, &[]),
                (&["plan", "--by", day], 2, &[]),
            ],
        );
    }
    for hours in ["0", "-1", "nan", "inf", "1e308", "", "five"] {
        each_is_refused(&house, &[(&["plan", "--hours-per-week", hours], 2, &[])]);
    }
}

/// Characters that move the cursor, set the title, or turn the line around.
const EVIL: &str = "\u{1b}]0;title\u{7}\u{1b}[2Jx\u{202e}y\u{9b}31m\u{7f}\r\u{2028}";

/// The same as TOML writes it.
fn evil() -> String {
    let written: Vec<_> = EVIL.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect();
    written.concat()
}

#[test]
fn what_would_move_the_terminal_is_written_out() {
    let house = house();
    let evil = evil();
    let rubric = fs::read_to_string(house.path("small-rubric.toml")).unwrap();
    let texts = [
        ("value.toml", format!("rubric = \"{evil}\"\n[ratings]\nsql = 2\n")),
        ("key.toml", format!("rubric = \"small-rubric.toml\"\n\"{evil}\" = 1\n[ratings]\n\"{evil}\" = 2\nsql = 2\n")),
        ("target.toml", format!("rubric = \"small-rubric.toml\"\ntarget = \"{evil}\"\n[ratings]\nsql = \"{evil}\"\n")),
        ("raw.toml", format!("rubric = \"{EVIL}\"\n{EVIL} = 2\n")),
        ("evidence.toml", format!("{ANSWERS}git = {{ level = 1, evidence = \"{evil}\" }}\n")),
    ];
    for (name, text) in &texts {
        house.file(name, text);
        for format in ["table", "markdown", "json"] {
            clean(&house.run(&["report", "--all", "--answers", name, "--format", format]));
        }
    }
    // Titles and texts of a rubric, sound or not.
    for (number, (what, with)) in [
        ("title = \"SQL\"", format!("title = \"S{evil}\"")),
        ("title = \"Data\"", format!("title = \"D{evil}\"")),
        ("title = \"Junior\"", format!("title = \"J{evil}\"")),
        ("\"Aware\"", format!("\"A{evil}\"")),
        ("I wrote joins", format!("I {evil} joins")),
        ("id = \"git\"", format!("id = \"{evil}\"")),
        ("area = \"data\"", format!("\"{evil}\" = 1\narea = \"data\"")),
    ]
    .iter()
    .enumerate()
    {
        let name = format!("evil-{number}.toml");
        assert!(rubric.contains(what), "{what}");
        house.file(&name, rubric.replace(what, with));
        for command in [
            ["report", "--all", "--answers", "answers.toml", "--rubric", &name].as_slice(),
            &["plan", "--all", "--answers", "answers.toml", "--rubric", &name],
            &["explain", "sql", "--answers", "answers.toml", "--rubric", &name],
            &["target", "list", "--answers", "answers.toml", "--rubric", &name],
            &["rubric", "check", &name],
            &["rubric", "show", &name],
            &["assess", "--template", "--rubric", &name],
        ] {
            clean(&house.run(command));
        }
        // As questions.
        clean(&house.run_with(&["--accessible", "assess", "--rubric", &name], "1\nhelp\nwhy\n3\nquit\n"));
    }
}

#[test]
fn names_on_the_command_line_are_cleaned() {
    let house = house();
    // A carriage return and the like are no part of a file's name that TOML could hold, but of one on disk.
    let evil = EVIL.replace('\0', "");
    for args in [
        ["report", "--rubric", &evil].as_slice(),
        &["report", "--target", &evil],
        &["report", "--at", &evil],
        &["report", "--answers", &evil],
        &["report", "-o", &format!("{evil}.md")],
        &["report", "-o", &format!("{evil}/gap.md")],
        &["report", &evil],
        &["explain", &evil],
        &["edit", &evil, "--level", "1"],
        &["assess", "--answers", &evil],
        &["assess", "--area", &evil, "--accessible"],
        &["history", "show", &evil],
        &["plan", "done", &evil],
        &["rubric", "check", &evil],
        &[&evil],
        &["--data-dir", &format!("answers.toml/{evil}"), "report"],
    ] {
        clean(&house.run(args));
    }
    let named = format!("{evil}.toml");
    house.file(&named, "rubric = 1\n[ratings]\nx = 9\n");
    clean(&house.run(&["report", "--answers", &named]));
    clean(&house.run(&["rubric", "check", &named]));
    let stored = format!("data/assessments/{evil}.toml");
    house.file(&stored, "format = 1\n");
    let ran = house.run(&["report"]).exits(0);
    clean(&ran);
    assert!(ran.stderr.contains("warning: skipped"), "{ran}");
}

#[test]
fn one_unreadable_file_costs_only_itself() {
    let house = house();
    for (name, bytes, _) in broken() {
        house.file(&format!("data/assessments/20260901T000000.000Z-{name}"), bytes);
    }
    fs::create_dir(house.data().join("assessments/folder.toml")).unwrap();
    let before = house.files("assessments");
    let ran = house.run(&["report"]).exits(0);
    clean(&ran);
    assert!(ran.stdout.contains("Junior") && ran.stderr.contains("warning: skipped"), "{ran}");
    let _ = house.run(&["edit", "sql", "--level", "3"]).exits(0);
    let after = house.files("assessments");
    assert!(before.iter().all(|file| after.contains(file)) && after.len() == before.len() + 1);
}

#[test]
fn a_data_directory_that_is_none() {
    let house = house();
    house.file("file", "kept");
    for directory in ["file", "file/below", "/proc/skillgap", "/dev/null"] {
        for args in [
            ["assess", "--answers", "answers.toml"].as_slice(),
            &["edit", "sql", "--level", "2"],
            &["--accessible", "assess", "--rubric", "small-rubric.toml"],
        ] {
            let ran = house.run(&[&["--data-dir", directory], args].concat());
            refused(&ran, 1, &[]);
        }
    }
    assert_eq!(fs::read_to_string(house.path("file")).unwrap(), "kept");
    // One that is not there yet is made on the first save, and not before.
    refused(&house.run(&["--data-dir", "new/deep", "report"]), 1, &["no assessment yet", "skillgap assess"]);
    assert!(!house.path("new").exists());
    let _ = house.run(&["--data-dir", "new/deep", "assess", "--answers", "answers.toml"]).exits(0);
    let _ = house.run(&["--data-dir", "new/deep", "report"]).exits(0);
    refused(&house.run(&["--data-dir", "", "report"]), 2, &["--data-dir"]);
}

#[test]
fn without_a_home() {
    let house = house();
    house.file("file", "kept");
    for home in ["relative", "file", "/dev/null"] {
        let mut command = house.command(["assess", "--answers", "answers.toml"]);
        let ran = house.ran(&command.env_remove("SKILLGAP_DATA_DIR").env("HOME", home).output().unwrap());
        refused(&ran, 1, &["--data-dir"]);
    }
    // Without HOME the system may still know where home is: that is the real one, where a test only looks.
    for home in [None, Some("")] {
        let mut command = house.command(["report"]);
        command.env_remove("SKILLGAP_DATA_DIR").env_remove("HOME").envs(home.map(|home| ("HOME", home)));
        clean(&house.ran(&command.output().unwrap()));
    }
    assert!(!house.path("relative").exists());
    // A relative XDG_DATA_HOME is to be ignored.
    let mut command = house.command(["assess", "--answers", "answers.toml"]);
    let ran = house.ran(&command.env_remove("SKILLGAP_DATA_DIR").env("XDG_DATA_HOME", "xdg").output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran}");
    assert!(!house.path("xdg").exists() && house.path(".local/share/skillgap").is_dir());
}

#[test]
fn output_that_goes_nowhere() {
    let house = house();
    // std opens /dev/null for a closed standard output.
    for (line, code) in [
        ("skillgap report >&-", 0),
        ("skillgap report >&- 2>&-", 0),
        ("skillgap report --target x 2>&-", 2),
        ("skillgap report --target x 2>/dev/full", 2),
        ("skillgap report | true; skillgap --help | true; skillgap completions bash | head -c 1 >/dev/null", 0),
        ("skillgap report < /dev/null", 0),
        ("skillgap report <&-", 0),
        ("skillgap assess --answers - <&-", 1),
    ] {
        let ran = house.shell(line);
        assert_eq!(ran.code, Some(code), "{line}\n{ran}");
        clean(&ran);
    }
    if fs::metadata("/dev/full").is_ok() {
        for command in ["report", "--help", "--version", "plan", "man", "completions bash"] {
            let ran = house.shell(&format!("skillgap {command} >/dev/full"));
            refused(&ran, 1, &["cannot write to standard output: no space left on device"]);
        }
    }
    // The pipe is closed long before the program writes.
    let mut child = house.command(["report", "--all"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ran = house.ran(&child.wait_with_output().unwrap()).exits(0);
    assert_eq!(ran.stderr, "");
}

#[test]
fn nobody_to_ask() {
    let house = house();
    each_is_refused(
        &house,
        &[
            (&["assess"], 4, &["--answers FILE", "not a terminal"]),
            (&["assess", "--no-input"], 4, &["--answers FILE", "--no-input was given"]),
            (&["assess", "--no-input", "--accessible"], 4, &["--answers FILE"]),
            (&["--accessible", "assess", "--rubric", "small-rubric.toml"], 4, &["the input ended"]),
            (&["edit"], 4, &["--level"]),
            (&["edit", "sql"], 4, &["--level"]),
        ],
    );
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let house = house();
    let odd = OsStr::from_bytes(b"caf\xe9\x1b[2J.md");
    for args in [
        [OsStr::new("report"), OsStr::new("--target"), odd].as_slice(),
        &[OsStr::new("report"), OsStr::new("--answers"), odd],
        &[OsStr::new("explain"), odd],
        &[odd],
    ] {
        let ran = house.ran(&house.command(args).output().unwrap());
        refused(&ran, 2, &[]);
    }
    // A path may be anything.
    let ran = house.ran(&house.command([OsStr::new("report"), OsStr::new("-o"), odd]).output().unwrap());
    assert_eq!(ran.code, Some(0), "{ran}");
    assert!(!ran.stderr.contains('\u{1b}') && house.path(odd).is_file(), "{ran}");
    let mut command = house.command(["assess", "--answers", "answers.toml"]);
    let ran = house.ran(&command.env("SKILLGAP_DATA_DIR", house.path(odd).with_extension("d")).output().unwrap());
    clean(&ran.exits(0));
}
