//! Bounds that no real rubric meets: within them a rubric is read, one more is refused in words.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use skillgap::document::Source;
use skillgap::problem::Code;
use skillgap::rubric::read;

use crate::support::House;

/// A rubric of such sizes.
#[derive(Clone, Copy, Debug)]
struct Size {
    areas: usize,
    skills: usize,
    levels: usize,
    needed: usize,
    aliases: usize,
    title: usize,
    summary: usize,
    groups: usize,
    members: usize,
    choose: usize,
    targets: usize,
    requires: usize,
    projects: usize,
    raises: usize,
    guides: usize,
}

const SMALL: Size = Size {
    areas: 1,
    skills: 2,
    levels: 2,
    needed: 0,
    aliases: 0,
    title: 5,
    summary: 5,
    groups: 0,
    members: 1,
    choose: 1,
    targets: 1,
    requires: 1,
    projects: 0,
    raises: 1,
    guides: 0,
};

fn listed(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(", ")
}

fn rubric(size: Size) -> String {
    let Size { areas, skills, levels, needed, aliases, title, summary, groups, members, choose, targets, .. } = size;
    let Size { requires, projects, raises, guides, .. } = size;
    let mut text = String::from("id = \"big\"\ntitle = \"Big\"\nversion = \"1\"\n");
    let scale = listed(levels + 1, |level| format!("{{ name = \"L{level}\", meaning = \"m\" }}"));
    writeln!(text, "scale = [{scale}]").unwrap();
    for area in 0..areas {
        writeln!(text, "[[areas]]\nid = \"a{area}\"\ntitle = \"A\"").unwrap();
    }
    for skill in 0..skills {
        let long = format!("{skill} {}", "t".repeat(title))[..title].to_owned();
        writeln!(text, "[[skills]]\nid = \"s{skill}\"\ntitle = \"{long}\"\narea = \"a0\"").unwrap();
        if skill == 0 {
            writeln!(text, "summary = \"{}\"", "x".repeat(summary)).unwrap();
            writeln!(text, "aliases = [{}]", listed(aliases, |at| format!("\"n{at}\""))).unwrap();
        }
        let first = skill.saturating_sub(needed);
        let needs =
            listed(skill - first, |at| format!("{{ level = {levels}, skill = \"s{}\", at = {levels} }}", first + at));
        writeln!(text, "hours = [{}]\nrequires = [{needs}]", listed(levels, |at| (at + 1 + skill % 7).to_string()))
            .unwrap();
    }
    for group in 0..groups {
        let members = listed(members, |at| format!("\"s{}\"", (group * 3 + at) % skills));
        writeln!(
            text,
            "[[groups]]\nid = \"g{group}\"\ntitle = \"G\"\narea = \"a0\"\nchoose = {choose}\nskills = [{members}]"
        )
        .unwrap();
    }
    for target in 0..targets {
        let of_groups = if target == 0 { groups } else { 0 };
        let requires = listed(requires + of_groups, |at| match at.checked_sub(requires) {
            Some(group) => format!("{{ group = \"g{group}\", level = 1, weight = {} }}", group % 90 + 1),
            None => format!("{{ skill = \"s{at}\", level = {levels}, weight = {} }}", at % 90 + 1),
        });
        writeln!(text, "[[targets]]\nid = \"t{target}\"\ntitle = \"T\"\nkind = \"ladder\"\nrank = {target}\nrequires = [{requires}]").unwrap();
    }
    for project in 0..projects {
        let raises = listed(raises, |at| format!("{{ skill = \"s{at}\", to = 1 }}"));
        writeln!(text, "[[projects]]\nid = \"p{project}\"\ntitle = \"P\"\nhours = 1\nraises = [{raises}]").unwrap();
    }
    for guide in 0..guides {
        writeln!(text, "[[guides]]\nid = \"guide{guide}\"\ntitle = \"G\"\nkind = \"other\"\ntext = [\"x\"]").unwrap();
    }
    text
}

#[track_caller]
fn check(within: Size, beyond: Size, code: Code, words: &str) {
    let problems = |size| {
        let sources = [Source::new("big.toml", rubric(size).into_bytes()).unwrap()];
        read(&sources).err().unwrap_or_default()
    };
    assert_eq!(problems(within), [], "{within:?}");
    let problems = problems(beyond);
    assert!(problems.len() == 1 && problems[0].code == code && problems[0].message.contains(words), "{problems:?}");
}

#[test]
fn one_more_than_anybody_needs_is_refused() {
    let many = |within, beyond, words| check(within, beyond, Code::TooMany, words);
    many(Size { areas: 200, ..SMALL }, Size { areas: 201, ..SMALL }, "201 areas");
    many(Size { skills: 1500, ..SMALL }, Size { skills: 1501, ..SMALL }, "1501 skills");
    many(Size { skills: 750, levels: 10, ..SMALL }, Size { skills: 751, levels: 10, ..SMALL }, "7510 levels above 0");
    many(Size { aliases: 100, ..SMALL }, Size { aliases: 101, ..SMALL }, "`aliases` has 101 items");
    many(Size { groups: 100, ..SMALL }, Size { groups: 101, ..SMALL }, "101 groups");
    let members = |members| Size { skills: 61, groups: 1, members, ..SMALL };
    many(members(60), members(61), "`skills` has 61 items");
    let choices = |choose| Size { skills: 50, groups: 50, members: 10, choose, ..SMALL };
    many(choices(2), choices(3), "1500 choices");
    many(Size { targets: 200, ..SMALL }, Size { targets: 201, ..SMALL }, "201 targets");
    let requires = |requires| Size { skills: 700, requires, ..SMALL };
    many(requires(600), requires(601), "`requires` has 601 items");
    let together = |targets| Size { skills: 100, requires: 100, targets, ..SMALL };
    many(together(150), together(151), "15100 requirements");
    many(Size { projects: 500, ..SMALL }, Size { projects: 501, ..SMALL }, "501 projects");
    many(Size { guides: 500, ..SMALL }, Size { guides: 501, ..SMALL }, "501 guides");
    let long = |within, beyond, words| check(within, beyond, Code::TooLong, words);
    long(
        Size { skills: 1, title: 300, ..SMALL },
        Size { skills: 1, title: 301, ..SMALL },
        "`title` has 301 characters",
    );
    long(Size { summary: 4000, ..SMALL }, Size { summary: 4001, ..SMALL }, "`summary` has 4001 characters");
}

/// The worst within the bounds, each of another sort.
fn worst() -> Vec<(&'static str, String)> {
    let big = Size { skills: 1500, levels: 5, requires: 600, ..SMALL };
    vec![
        ("dense", rubric(Size { needed: 9, ..big })),
        ("chain", rubric(Size { needed: 1, ..big })),
        ("long scale", rubric(Size { skills: 681, levels: 11, needed: 20, ..big })),
        ("titles", rubric(Size { title: 300, ..big })),
        ("targets", rubric(Size { targets: 150, requires: 100, ..big })),
        ("groups", rubric(Size { groups: 10, members: 16, choose: 6, needed: 5, ..big })),
        ("many groups", rubric(Size { groups: 100, members: 10, choose: 1, needed: 5, ..big })),
        ("projects", rubric(Size { projects: 500, raises: 100, ..big })),
        ("no closing bracket", format!("a = [{}", "1,".repeat(1_000_000))),
        ("no closing brace", format!("a = {{{}", "b=1,".repeat(500_000))),
        ("single brackets", "[skills]\nid=\"s\"\n".repeat(120_000)),
        ("keys twice", "x = 1\n".repeat(330_000)),
        ("no quotes", "k = x\n".repeat(330_000)),
        ("one id", format!("{}{}", rubric(SMALL), "[[skills]]\nid=\"s\"\n".repeat(100_000))),
    ]
}

/// Answers of the worst sort to the bundled rubric.
fn worst_answers() -> Vec<(&'static str, String)> {
    let head = "rubric = \"backend-developer\"\n[ratings]\nsql = 1\n";
    let lines = |line: &dyn Fn(usize) -> String, count: usize| (0..count).map(line).collect::<String>();
    vec![
        ("unknown", format!("{head}{}", lines(&|at| format!("skilll-{at} = 3\n"), 3_900))),
        ("too many", format!("{head}{}", lines(&|at| format!("k{at} = 3\n"), 150_000))),
        ("broken", format!("{head}{}", lines(&|at| format!("k{at} = x\n"), 150_000))),
        ("twice", format!("{head}{}", lines(&|at| format!("k{at} = 1\nk{at} = 2\n"), 75_000))),
        ("one line", format!("{head}x = {{{}", "a=1,".repeat(400_000))),
    ]
}

/// Slow in a build for tests: run it with `cargo test --release -- --ignored`.
#[test]
#[ignore = "measures the time of an optimized build"]
fn the_worst_files_are_done_in_time() {
    const ENOUGH: Duration = Duration::from_secs(2);
    let house = House::new();
    let mut slow = Vec::new();
    let mut time = |what: &str, args: &[&str]| {
        let start = Instant::now();
        let _ = house.run(args);
        let took = start.elapsed();
        if took > ENOUGH {
            slow.push(format!("{what}, {}: {took:?}", args.join(" ")));
        }
    };
    for (name, text) in worst() {
        house.file("worst.toml", text);
        house.file("answers.toml", "rubric = \"worst.toml\"\n[ratings]\ns0 = 1\n");
        for args in [
            &["rubric", "check", "--strict", "worst.toml"][..],
            &["rubric", "show", "worst.toml"],
            &["report", "--answers", "answers.toml"],
            &["plan", "--answers", "answers.toml"],
            &["target", "list", "--answers", "answers.toml"],
            &["explain", "s0", "--answers", "answers.toml"],
        ] {
            time(name, args);
        }
    }
    for (name, text) in worst_answers() {
        house.file("worst.toml", text);
        time(name, &["report", "--answers", "worst.toml"]);
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
