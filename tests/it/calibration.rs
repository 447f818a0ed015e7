//! The hours of the bundled rubric beside published ones: courses whose ground some of its steps cover.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;

use skillgap::rubric::{Hours, Rubric, builtin::builtin, read};

/// A published workload: what it is, its hours at the least and at the most, and the steps whose ground it covers, each a
/// skill from one level to another.
struct Published {
    what: &'static str,
    hours: (f64, f64),
    steps: &'static [(&'static str, u8, u8)],
}

/// Designers' and sellers' figures for whole courses. Steps are counted from the first level, but where a course begins
/// with it: what it takes for granted is not in its hours, and what it goes beyond is not in its steps.
const PUBLISHED: &[Published] = &[
    Published {
        what: "The Missing Semester: shell, Git, debugging",
        hours: (24.0, 24.0),
        steps: &[("git", 1, 2), ("linux", 1, 2), ("debugging", 1, 2)],
    },
    Published { what: "a topic on HTTP", hours: (8.0, 8.0), steps: &[("http", 1, 2)] },
    Published { what: "a topic on the Linux shell", hours: (10.0, 10.0), steps: &[("linux", 1, 2)] },
    Published { what: "a course in web security", hours: (20.0, 30.0), steps: &[("web-vulnerabilities", 1, 2)] },
    Published {
        what: "a first course in Python",
        hours: (100.0, 135.0),
        steps: &[("programming-basics", 1, 2), ("python", 1, 2)],
    },
    Published {
        what: "a course in SQL with modelling",
        hours: (40.0, 40.0),
        steps: &[("sql", 1, 2), ("data-modelling", 1, 2)],
    },
    // Four courses: they end with graphs and dynamic programming, where level 4 is.
    Published { what: "four courses in algorithms", hours: (64.0, 128.0), steps: &[("algorithms", 1, 4)] },
    Published {
        what: "a course in testing",
        hours: (24.0, 24.0),
        steps: &[("unit-testing", 1, 2), ("test-design", 1, 2), ("integration-testing", 1, 2)],
    },
    // Causes that are hard to find, with tools made for it: level 4.
    Published { what: "a course in debugging", hours: (48.0, 48.0), steps: &[("debugging", 1, 4)] },
    // With captures and simulated faults: level 4.
    Published { what: "a course in networking", hours: (32.0, 96.0), steps: &[("networking", 1, 4)] },
    // The foundations of one cloud, its storage and functions included.
    Published {
        what: "cloud foundations",
        hours: (40.0, 100.0),
        steps: &[
            ("networking", 1, 2),
            ("cloud-fundamentals", 1, 2),
            ("aws", 1, 2),
            ("cloud-storage", 1, 2),
            ("serverless", 1, 2),
        ],
    },
    Published { what: "an introduction to architecture", hours: (8.0, 20.0), steps: &[("system-design", 1, 2)] },
    // Full Stack Open takes a first language for granted. Its parts: the browser, React, Node.js with Express and MongoDB,
    // testing and sign-in, GraphQL, TypeScript, continuous integration, containers.
    Published {
        what: "Full Stack Open",
        hours: (180.0, 180.0),
        steps: &[
            ("web-pages", 1, 1),
            ("browser-programming", 1, 2),
            ("frontend-framework", 1, 2),
            ("http", 1, 2),
            ("express", 1, 2),
            ("rest-api-design", 1, 1),
            ("mongodb", 1, 1),
            ("deployment", 1, 1),
            ("unit-testing", 1, 2),
            ("integration-testing", 1, 2),
            ("authentication", 1, 2),
            ("graphql", 1, 2),
            ("typescript", 2, 2),
            ("continuous-integration", 1, 2),
            ("containers", 1, 2),
        ],
    },
];

fn of_steps(rubric: &Rubric, steps: &[(&str, u8, u8)]) -> f64 {
    let of = |(skill, from, to): &(&str, u8, u8)| -> Hours {
        let skill = &rubric[rubric.skill(skill).unwrap()];
        let levels = rubric.scale().levels().filter(|(level, _)| (*from..=*to).contains(&level.get()));
        levels.map(|(level, _)| skill.hours(level)).sum()
    };
    steps.iter().map(of).sum::<Hours>().get()
}

#[test]
fn hours_agree_with_published_courses() {
    let rubric = read(&builtin("backend-developer").unwrap().sources()).unwrap();
    let mut table = String::new();
    let mut ratios = Vec::new();
    for Published { what, hours: (low, high), steps } in PUBLISHED {
        let ours = of_steps(&rubric, steps);
        let ratio = ours / f64::midpoint(*low, *high);
        ratios.push(ratio);
        let published = if low.total_cmp(high).is_eq() { low.to_string() } else { format!("{low} to {high}") };
        writeln!(table, "{what:<44} published {published:>10}, ours {ours:>6}, ratio {ratio:.2}").unwrap();
    }
    ratios.sort_by(f64::total_cmp);
    let median = ratios[ratios.len() / 2];
    writeln!(table, "median ratio {median:.2}").unwrap();
    assert!((0.7..=1.4).contains(&median), "{table}");
    insta::assert_snapshot!(table);
}
