//! Runs that cannot go on: saves that fail, input that ends or never does, terminals that go away.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;
use std::io::{Read as _, Write as _};
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::support::{ENVIRONMENT, House, Ran, SKILLGAP};

const ASSESS: [&str; 7] = ["assess", "--accessible", "--rubric", "small-rubric.toml", "--target", "junior", "--all"];
const PATIENCE: Duration = Duration::from_secs(20);

fn house() -> House {
    let house = House::new();
    house.sample("small-rubric.toml");
    house
}

/// Waits until it is so.
#[track_caller]
fn wait(what: &str, mut is_so: impl FnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < deadline, "never: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn after_a_save_that_failed_no_answer_of_a_pipe_is_taken_for_another_question() {
    let house = house();
    let mut command = house.command(ASSESS);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"3\n").unwrap();
    wait("the first answer is kept", || house.draft("small").is_some_and(|draft| draft.contains("level = 3")));
    let changed = house.draft("small").unwrap() + "# by hand\n";
    fs::write(house.data().join("drafts/small.toml"), &changed).unwrap();
    // The program may be gone before it has read them all.
    let _ = input.write_all(b"1\n1\n2\n4\nquit\n");
    drop(input);
    let ran = house.ran(&child.wait_with_output().unwrap()).exits(1);
    assert_eq!(house.draft("small"), Some(changed));
    assert!(!ran.stderr.contains("Recorded 1"), "nothing is called recorded before it is saved: {ran}");
    assert!(ran.stderr.contains("Recorded 3") && !ran.stderr.contains("What now?"), "{ran}");
    assert!(ran.stderr.contains("hint: the changed draft stays as it is; go on with `skillgap assess"), "{ran}");
}

#[test]
fn input_without_end_is_left_and_the_draft_kept() {
    for line in ["what", "seven", "help", "levels", "list\n\n", "99"] {
        let house = house();
        let args = ASSESS.join(" ");
        let ran = house.shell(&format!("{{ echo 2; yes '{line}'; }} | skillgap {args}")).exits(4);
        assert!(ran.stderr.ends_with("error: the input answers nothing; 1 answer is kept as a draft; go on with `skillgap assess --rubric small-rubric.toml`\n"), "{line}: {ran}");
        assert!(house.draft("small").unwrap().contains("level = 2"));
    }
    for args in ["edit --accessible", "assess --accessible --rubric small-rubric.toml"] {
        let house = house();
        house.file("a.toml", "rubric = \"small-rubric.toml\"\n[ratings]\nsql = 2\n");
        let _ = house.run(&["assess", "--answers", "a.toml"]).exits(0);
        let before = house.assessments();
        let ran: Ran = house.shell(&format!("yes 'no such thing' | skillgap {args}")).exits(4);
        assert!(ran.stderr.contains("error: the input answers nothing; nothing was changed"), "{args}: {ran}");
        assert_eq!(house.assessments(), before);
    }
}

/// A terminal that is closed while nobody sends a signal, as for a program that runs in a session of its own.
#[cfg(unix)]
#[test]
fn a_terminal_that_is_gone_ends_every_prompt_and_every_answer_is_kept() {
    let questions = "assess --rubric small-rubric.toml --target junior --area making";
    for (args, seen, is_begun) in [
        ("", "What now?", false),
        (questions, "Which of these have you used", true),
        ("assess --rubric small-rubric.toml", "Which role", false),
        ("assess --rubric small-rubric.toml --target junior --area making --sheet", "\u{1b}[?1049h", false),
        ("edit sql", "SQL", false),
    ] {
        let house = house();
        if args.is_empty() || args.starts_with("edit") {
            house.file("a.toml", "rubric = \"small-rubric.toml\"\n[ratings]\nsql = 2\n");
            let _ = house.run(&["assess", "--answers", "a.toml"]).exits(0);
        }
        if is_begun {
            let lines = [ASSESS.as_slice(), &["--area", "making"]].concat();
            let _ = house.run_with(&lines, "2\nquit\n").exits(0);
        }
        let size = PtySize { rows: 40, cols: 100, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new("/usr/bin/setsid");
        command.args(["--wait", "/bin/sh", "-c", &format!("echo $$ > pid; exec '{SKILLGAP}' {args}")]);
        command.env_clear();
        for (name, value) in ENVIRONMENT {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.env("HOME", house.path(""));
        command.env("SKILLGAP_DATA_DIR", house.data());
        command.cwd(house.path(""));
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut output = pair.master.try_clone_reader().unwrap();
        let shown = Arc::new(Mutex::new(String::new()));
        let so_far = Arc::clone(&shown);
        let until = seen.to_owned();
        let reader = thread::spawn(move || {
            let mut bytes = [0; 4096];
            // This handle goes once all was seen, so that none is left.
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                let mut shown = so_far.lock().unwrap();
                shown.push_str(&String::from_utf8_lossy(&bytes[..read]));
                if shown.contains(&until) {
                    return;
                }
            }
        });
        wait(args, || shown.lock().unwrap().contains(seen));
        reader.join().unwrap();
        drop(pair.master);
        let pid = fs::read_to_string(house.path("pid")).unwrap();
        let process = format!("/proc/{}", pid.trim());
        wait("the end of the process", || !fs::exists(&process).unwrap() || is_over(&process));
        let _ = child.kill();
        if is_begun {
            assert!(house.draft("small").unwrap().contains("level = 2"));
        }
    }
}

/// Whether a process has ended, though nobody has asked how.
fn is_over(process: &str) -> bool {
    fs::read_to_string(format!("{process}/stat")).is_ok_and(|stat| stat.contains(") Z "))
}
