//! The gap report.

use skillgap::report::gap::terminal;

use super::*;

#[test]
fn on_80_columns() {
    insta::assert_snapshot!(terminal(&worked_report(), style(80)), @r#"
    Gap report: Mid-level, 2026-11-22, self-rated
    Readiness 74.5 to 80.0 of 100, 24.5 up since 2026-08-20
    Probably 74 to 80. Whatever you answer next: 74.5 to 80.0.
    Undecided: this target asks for 80, and one missing answer decides: Linux.
    On the ladder: no rung is reached yet; the first is Mid-level.

    Start here: Docker, from 1 Aware to 3 Independent
      Why         it is on the shortest way to Mid-level; worth 7.4 points, the
                  largest gap; 2 levels missing
      First step  2 Guided, about 6.5 h: I wrote a Dockerfile.

    The way to ready: 2 steps, 15 h by estimate
      docker@2  Docker, 2 Guided: 6.5 h
      docker@3  Docker, 3 Independent: 8.5 h

    3 gaps, by points of readiness
     Skill             You            Asked          Gap  Points
    ─────────────────────────────────────────────────────────────
     Docker            1 Aware        3 Independent    2     7.4
     Go                3 Independent  4 Strong         1     7.0
     A message broker  Kafka 1 Aware  2 Guided         1     5.6

    Not answered yet: may be worth up to 5.5 points
     Skill  You                    Asked     Up to
    ───────────────────────────────────────────────
     Linux  not answered (1 to 5)  2 Guided    5.5

    Readiness by area, of 100
      All  ██████████████████████▒▒░░░░░░ 74.5 to 80.0
      █ reached  ▒ not answered yet  ░ missing

    Strengths: above what is asked
      Testing 5 Expert (asked 3)

    How sure is this
      - 6 of 8 skills answered, 1 not applicable (out of the score); 1 missing
        answer leaves 5.5 points open
      - 4 ratings would each change the verdict if they were one level off: Go, SQL,
        Docker and Kafka
      - Weights are a choice: with each up to 1.5 times larger or smaller, readiness
        would be 70.0 to 85.3; with all equal, 68.0 to 76.3
      - A self-rating is an opinion, not a test (none of 6 ratings with evidence),
        and a change of under about 6 points can be noise

    How it is computed
      - Attainment = min(your level, level asked) / level asked; of a group, the
        mean of its best members
      - Readiness = sum of weight x attainment / sum of weights; a gap's points are
        how far it holds you below 100
      - Ready = readiness of 80 or more, and nothing below its floor: "essential" is
        the level asked; a floor never moves the number
      - Docker: 100 x weight 2 x (1 - 1/3) / 18 = 7.4 points
      - 74.5 reached + 20.0 in gaps + 5.5 not answered = 100

    Next
      skillgap plan              what to learn and when
      skillgap explain docker    how it is scored, and what the next level asks
      skillgap edit linux        answer the first open question
      skillgap report -o gap.md  everything, for your notes
    "#);
}

#[test]
fn on_44_columns() {
    insta::assert_snapshot!(terminal(&worked_report(), style(44)), @r#"
    Gap report: Mid-level, 2026-11-22,
    self-rated
    Readiness 74.5 to 80.0 of 100, 24.5 up since
    2026-08-20
    Probably 74 to 80. Whatever you answer next:
    74.5 to 80.0.
    Undecided: this target asks for 80, and one
    missing answer decides: Linux.
    On the ladder: no rung is reached yet; the
    first is Mid-level.

    Start here: Docker, from 1 Aware to 3
    Independent
      Why         it is on the shortest way to
                  Mid-level; worth 7.4 points,
                  the largest gap; 2 levels
                  missing
      First step  2 Guided, about 6.5 h: I wrote
                  a Dockerfile.

    The way to ready: 2 steps, 15 h by estimate
      docker@2  Docker, 2 Guided: 6.5 h
      docker@3  Docker, 3 Independent: 8.5 h

    3 gaps, by points of readiness
      Docker
        you 1 Aware, asked 3 Independent, gap 2,
        points 7.4
      Go
        you 3 Independent, asked 4 Strong, gap
        1, points 7.0
      A message broker
        you Kafka 1 Aware, asked 2 Guided, gap
        1, points 5.6

    Not answered yet: may be worth up to 5.5
    points
      Linux
        you not answered (1 to 5), asked 2
        Guided, up to 5.5

    Readiness by area, of 100
      All  ████████▒░░░ 74.5 to 80.0
      █ reached  ▒ not answered yet  ░ missing

    Strengths: above what is asked
      Testing 5 Expert (asked 3)

    How sure is this
      - 6 of 8 skills answered, 1 not applicable
        (out of the score); 1 missing answer
        leaves 5.5 points open
      - 4 ratings would each change the verdict
        if they were one level off: Go, SQL,
        Docker and Kafka
      - Weights are a choice: with each up to
        1.5 times larger or smaller, readiness
        would be 70.0 to 85.3; with all equal,
        68.0 to 76.3
      - A self-rating is an opinion, not a test
        (none of 6 ratings with evidence), and a
        change of under about 6 points can be
        noise

    How it is computed
      - Attainment = min(your level, level
        asked) / level asked; of a group, the
        mean of its best members
      - Readiness = sum of weight x attainment /
        sum of weights; a gap's points are how
        far it holds you below 100
      - Ready = readiness of 80 or more, and
        nothing below its floor: "essential" is
        the level asked; a floor never moves the
        number
      - Docker: 100 x weight 2 x (1 - 1/3) / 18
        = 7.4 points
      - 74.5 reached + 20.0 in gaps + 5.5 not
        answered = 100

    Next
      skillgap plan
        what to learn and when
      skillgap explain docker
        how it is scored, and what the next
        level asks
      skillgap edit linux
        answer the first open question
      skillgap report -o gap.md
        everything, for your notes
    "#);
}

#[test]
fn colours_repeat_what_words_say() {
    let colored = terminal(&worked_report(), Style { color: true, ..style(80) });
    let plain = anstyle_free(&colored);
    assert_eq!(squeezed(&plain), squeezed(&terminal(&worked_report(), style(80))));
    insta::assert_snapshot!(top(&colored, 14).replace('\u{1b}', "^"), @"
    Gap report: ^[1mMid-level^[0m, 2026-11-22, self-rated
    Readiness ^[1m74.5^[0m ^[1mto^[0m ^[1m80.0^[0m ^[1mof^[0m ^[1m100^[0m, 24.5 up since 2026-08-20
    Probably 74 to 80. Whatever you answer next: 74.5 to 80.0.
    ^[35mUndecided:^[0m this target asks for 80, and one missing answer decides: Linux.
    On the ladder: no rung is reached yet; the first is Mid-level.

    ^[1mStart^[0m ^[1mhere:^[0m ^[1mDocker,^[0m ^[1mfrom^[0m ^[1m1^[0m ^[1mAware^[0m ^[1mto^[0m ^[1m3^[0m ^[1mIndependent^[0m
      ^[1mWhy^[0m         it is on the shortest way to Mid-level; worth 7.4 points, the
                  largest gap; 2 levels missing
      ^[1mFirst^[0m ^[1mstep^[0m  2 Guided, about 6.5 h: I wrote a Dockerfile.

    ^[1mThe^[0m ^[1mway^[0m ^[1mto^[0m ^[1mready:^[0m ^[1m2^[0m ^[1msteps,^[0m ^[1m15^[0m ^[1mh^[0m ^[1mby^[0m ^[1mestimate^[0m
      ^[36mdocker@2^[0m  Docker, 2 Guided: 6.5 h
      ^[36mdocker@3^[0m  Docker, 3 Independent: 8.5 h
    ");
}

/// The first lines.
fn top(text: &str, lines: usize) -> String {
    text.lines().take(lines).collect::<Vec<_>>().join("\n")
}

/// The text without its colours.
fn anstyle_free(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| text + part.split_once('m').unwrap().1)
}

/// Lines whose blanks at the end do not count: those of a coloured heading stand inside its colour.
fn squeezed(text: &str) -> Vec<&str> {
    text.lines().map(str::trim_end).collect()
}

#[test]
fn for_those_who_listen() {
    let plain = terminal(&worked_report(), Style { plain: true, unicode: false, ..style(80) });
    assert!(plain.is_ascii(), "{plain}");
    assert!(plain.contains("  Docker\n    you 1 Aware, asked 3 Independent, gap 2, points 7.4\n"));
    assert!(plain.contains("  All  74.5 to 80.0\n"));
}

#[test]
fn bars_and_rules_in_ascii() {
    assert!(terminal(&worked_report(), Style { unicode: false, ..style(80) }).is_ascii());
}

#[test]
fn the_top_of_the_first_screen_says_what_matters() {
    let rubric = bundled();
    let text = terminal(&gaps(&rubric, &somebody(&rubric), "mid", None), style(80));
    insta::assert_snapshot!(top(&text, 24), @"
    Gap report: Backend Developer, 2026-11-22, self-rated
    Readiness 60.7 to 65.2 of 100
    Probably 60 to 65. Whatever you answer next: 60.7 to 65.2.
    Not ready yet: SQL and REST API design are 1; at least 2 is asked. Code review
    and Technical communication are 0; at least 2 is asked. 3 more are below what is
    asked at the least. Readiness is too low as well: this target asks for 85.
    On the ladder: no rung is reached yet; the first is Backend Developer Intern.

    Start here: Technical communication, from 0 None to 3 Independent
      Why         essential for Backend Developer Intern: level 1 is asked, and you
                  are at 0; worth 3.4 points; 3 levels missing
      First step  1 Aware, about 1.5 h: I have written down how to run a program,
                  such as in a README, even if only from a template.
      Practice    Write a README for a program of yours: its purpose, setup and one
                  example call; follow it yourself in a fresh folder.

    The way to ready: 21 steps, 171.75 h at the least, and 1 answer that is missing:
    Debugging
      technical-communication@1  Technical communication, 1 Aware: 1.5 h
      programming-basics@1       Programming basics, 1 Aware: 20 h
      programming-basics@2       Programming basics, 2 Guided: 26 h
      sql@2                      SQL, 2 Guided: 14 h
      web-vulnerabilities@2      Web vulnerabilities, 2 Guided: 17.5 h
      unit-testing@3             Unit testing, 3 Independent: 15 h
    ");
}

#[test]
fn nothing_answered_is_no_gap() {
    let rubric = worked();
    let report = gaps(&rubric, &assessment(&rubric, []), "mid", None);
    assert_eq!((report.gaps.len(), report.open.len()), (0, 7));
    let text = terminal(&report, style(80));
    insta::assert_snapshot!(top(&text, 9), @"
    Gap report: Mid-level, 2026-11-22, self-rated
    Readiness 0.0 to 100.0 of 100
    Probably 5 to 100. Whatever you answer next: 0.0 to 100.0.
    Undecided: this target asks for 80, and missing answers decide: SQL, Go,
    Testing, Linux and 4 more.
    On the ladder: no rung is reached yet; the first is Mid-level.

    Start here: answer SQL, Go, Testing, Linux and 4 more
      Why      nothing that you answered falls short; only answers are missing
    ");
}

#[test]
fn all_there_leads_on() {
    let rubric = worked();
    let all = rubric.skills().map(|(_, skill)| (skill.id.to_string(), rated(&rubric, 5))).collect::<Vec<_>>();
    let text = terminal(&gaps(&rubric, &assessment(&rubric, all), "mid", None), style(80));
    insta::assert_snapshot!(top(&text, 8), @"
    Gap report: Mid-level, 2026-11-22, self-rated
    Readiness 100.0 of 100
    Ready, by your own word: this target asks for 80, and every essential skill is
    there.
    On the ladder: Mid-level is reached, the highest rung.

    Start here: nothing is missing for this target; add evidence, and help others
    get there
    ");
}
