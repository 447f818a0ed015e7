//! The progress report.
#![expect(clippy::too_many_lines, reason = "a whole document stands in the test")]

use insta::assert_snapshot;
use proptest::prelude::*;
use skillgap::history::{Entry, Judged, Outlook, Tick, TickKind, cards, progress, waterfall};
use skillgap::report::progress::{Input, ProgressReport, json, markdown, progress_report, terminal};

use super::*;

fn entry(rubric: &Rubric, on: Date, levels: &[(&str, u8)]) -> Entry {
    let ratings = levels.iter().map(|(id, level)| ((*id).to_owned(), rated(rubric, *level)));
    let assessment = Assessment { on, ..assessment(rubric, ratings) };
    let id = format!("{}T101500.000Z-worked", on.strftime("%Y%m%d"));
    Entry { id, stored: None, assessment }
}

/// The next edition of the worked example: Go weighs less.
fn next_edition() -> Rubric {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let text = text.replace("level = 4, weight = 5", "level = 4, weight = 3").replace("1.0.0", "1.1.0");
    sound(&[Source::new("next.toml", text.into_bytes()).unwrap()])
}

fn compared(old: &Rubric, new: &Rubric, entries: &[Entry], done: &[Tick]) -> ProgressReport {
    let [.., from, to] = entries else { panic!("two at least") };
    let (from, to) = (Judged { entry: from, rubric: old }, Judged { entry: to, rubric: new });
    let progress = progress("mid", from, to, entries, new);
    let cards = cards("mid", from, to);
    progress_report(&Input {
        old_rubric: old,
        cards: cards.each_ref().map(Option::as_ref),
        given: &Given::default(),
        rubric: new,
        edition: &to.entry.assessment.rubric,
        old_edition: &from.entry.assessment.rubric,
        progress: &progress,
        waterfall: waterfall("mid", from, to, done).as_deref(),
        done,
        plan: None,
        estimate: None,
        outlook: Outlook::NoPace,
    })
}

fn entries(old: &Rubric, new: &Rubric) -> Vec<Entry> {
    let mut last = entry(
        new,
        date(2026, 11, 22),
        &[("go", 4), ("sql", 2), ("linux", 2), ("docker", 3), ("testing", 3), ("kafka", 1), ("rabbitmq", 0)],
    );
    last.assessment.rubric.digest = "e".repeat(64);
    vec![
        entry(old, date(2026, 5, 14), &[("go", 2), ("sql", 2), ("docker", 1), ("testing", 1), ("kafka", 0)]),
        entry(old, date(2026, 8, 20), &[("go", 3), ("sql", 3), ("docker", 1), ("testing", 3), ("kafka", 1)]),
        last,
    ]
}

fn tick(rubric: &Rubric) -> Tick {
    Tick {
        skill: Id::new("docker").unwrap(),
        to: rubric.scale().level(2).unwrap(),
        kind: TickKind::Done,
        moment: "2026-09-01T10:00:00Z".parse().unwrap(),
        on: None,
        hours: None,
    }
}

fn report() -> ProgressReport {
    let (old, new) = (worked(), next_edition());
    compared(&old, &new, &entries(&old, &new), &[tick(&old)])
}

#[test]
fn progress_on_a_screen() {
    assert_snapshot!(terminal(&report(), style(80)), @"
    Progress: Mid-level, 2026-08-20 to 2026-11-22, self-rated
    2 skills up: Docker and Go; 1 down: SQL.
    Readiness 70.6 to 83.7 then, 80.3 to 86.2 now, 9.7 up.
    Verdict: undecided then, not ready (SQL is 2; at least 3 is asked) now.

    What changed the number
      Readiness changed by +9.7 points: +10.3 from your own answers, -0.6 from
      changes to the rubric

     What            Points                    By
    ───────────────────────────────────────────────────────────────────────────
     2026-08-20        70.6 ██████████████
     the rubric        -0.6               █    the same answers judged by 1.1.0
                                               instead of 1.0.0
     newly answered    +5.9               █    Linux and RabbitMQ: not learning
     steps done        +4.0                █   Docker
     other skills up   +8.3                 ██ Go and Docker
     skills down       -7.9                 ██ SQL
     2026-11-22        80.3 ████████████████

    Up (2)
     Skill   Then           Now
    ──────────────────────────────────────
     Docker  1 Aware        3 Independent
     Go      3 Independent  4 Strong

    Down: forgotten, understood better now, or misread (1)
     Skill  Then           Now
    ────────────────────────────────
     SQL    3 Independent  2 Guided

    Newly answered (2)
     Skill     Then          Now
    ──────────────────────────────────
     Linux     not answered  2 Guided
     RabbitMQ  not answered  0 None

    Steps ticked as done
      docker@2  Docker

    Readiness over time, of 100, all by today's rubric
      2026-05-14  ████████████████▒▒▒▒▒▒▒▒░░░░░░░░░░░░░░░░ 40.1 to 60.7
      2026-08-20  ████████████████████████████▒▒▒▒▒░░░░░░░ 70.0 to 84.8
      2026-11-22  ████████████████████████████████▒▒░░░░░░ 80.3 to 86.2
      █ reached  ▒ not answered yet  ░ missing

    How sure is this
      - A change of under about 6 points can be noise; under 12 if you judged more
        strictly or leniently today
      - A rating that went down is an answer like any other: what was hard to see
        then may be clear now
      - No pace yet, so no date: it comes from steps ticked with the hours that they
        took

    Next
      skillgap plan --target mid                         what to learn next
      skillgap assess --due                              answer again what may have
                                                         changed
      skillgap history show 20261122T101500.000Z-worked  the answers themselves
    ");
    assert_snapshot!(terminal(&report(), Style { unicode: false, ..style(44) }), @"
    Progress: Mid-level, 2026-08-20 to
    2026-11-22, self-rated
    2 skills up: Docker and Go; 1 down: SQL.
    Readiness 70.6 to 83.7 then, 80.3 to 86.2
    now, 9.7 up.
    Verdict: undecided then, not ready (SQL is
    2; at least 3 is asked) now.

    What changed the number
      Readiness changed by +9.7 points: +10.3
      from your own answers, -0.6 from changes
      to the rubric
      2026-08-20       70.6
      the rubric       -0.6, the same answers
                       judged by 1.1.0 instead
                       of 1.0.0
      newly answered   +5.9, Linux and RabbitMQ:
                       not learning
      steps done       +4.0, Docker
      other skills up  +8.3, Go and Docker
      skills down      -7.9, SQL
      2026-11-22       80.3

    Up (2)
      Docker
        then 1 Aware, now 3 Independent
      Go
        then 3 Independent, now 4 Strong

    Down: forgotten, understood better now, or
    misread (1)
      SQL
        then 3 Independent, now 2 Guided

    Newly answered (2)
      Linux
        then not answered, now 2 Guided
      RabbitMQ
        then not answered, now 0 None

    Steps ticked as done
      docker@2  Docker

    Readiness over time, of 100, all by today's
    rubric
      2026-05-14  ####+++..... 40.1 to 60.7
      2026-08-20  ########++.. 70.0 to 84.8
      2026-11-22  #########+.. 80.3 to 86.2
      # reached  + not answered yet  . missing

    How sure is this
      - A change of under about 6 points can be
        noise; under 12 if you judged more
        strictly or leniently today
      - A rating that went down is an answer
        like any other: what was hard to see
        then may be clear now
      - No pace yet, so no date: it comes from
        steps ticked with the hours that they
        took

    Next
      skillgap plan --target mid
        what to learn next
      skillgap assess --due
        answer again what may have changed
      skillgap history show
        20261122T101500.000Z-worked
        the answers themselves
    ");
    assert_snapshot!(terminal(&report(), Style { plain: true, ..style(80) }), @"
    Progress: Mid-level, 2026-08-20 to 2026-11-22, self-rated
    2 skills up: Docker and Go; 1 down: SQL.
    Readiness 70.6 to 83.7 then, 80.3 to 86.2 now, 9.7 up.
    Verdict: undecided then, not ready (SQL is 2; at least 3 is asked) now.

    What changed the number
      Readiness changed by +9.7 points: +10.3 from your own answers, -0.6 from
      changes to the rubric
      2026-08-20       70.6
      the rubric       -0.6, the same answers judged by 1.1.0 instead of 1.0.0
      newly answered   +5.9, Linux and RabbitMQ: not learning
      steps done       +4.0, Docker
      other skills up  +8.3, Go and Docker
      skills down      -7.9, SQL
      2026-11-22       80.3

    Up (2)
      Docker
        then 1 Aware, now 3 Independent
      Go
        then 3 Independent, now 4 Strong

    Down: forgotten, understood better now, or misread (1)
      SQL
        then 3 Independent, now 2 Guided

    Newly answered (2)
      Linux
        then not answered, now 2 Guided
      RabbitMQ
        then not answered, now 0 None

    Steps ticked as done
      docker@2  Docker

    Readiness over time, of 100, all by today's rubric
      2026-05-14  40.1 to 60.7
      2026-08-20  70.0 to 84.8
      2026-11-22  80.3 to 86.2

    How sure is this
      - A change of under about 6 points can be noise; under 12 if you judged more
        strictly or leniently today
      - A rating that went down is an answer like any other: what was hard to see
        then may be clear now
      - No pace yet, so no date: it comes from steps ticked with the hours that they
        took

    Next
      skillgap plan --target mid                         what to learn next
      skillgap assess --due                              answer again what may have
                                                         changed
      skillgap history show 20261122T101500.000Z-worked  the answers themselves
    ");
}

#[test]
fn progress_as_markdown() {
    assert_snapshot!(markdown(&report()), @"
    # Progress: Mid-level

    **2 skills up: Docker and Go; 1 down: SQL.**
    Readiness 70.6 to 83.7 of 100 on 2026-08-20, **80.3 to 86.2 of 100** on 2026-11-22, 9.7 up.
    Verdict: undecided then, not ready (SQL is 2; at least 3 is asked) now.
    Self-rated against the rubric `worked` 1.1.0.

    ## What changed the number

    - Readiness changed by +9.7 points: +10.3 from your own answers, -0.6 from changes to the rubric.

    | What             | Points |                      | By                                                |
    | :--------------- | -----: | :------------------- | :------------------------------------------------ |
    | 2026-08-20       |   70.6 | ██████████████       |                                                   |
    | the rubric       |   -0.6 |               █      | the same answers judged by 1.1.0 instead of 1.0.0 |
    | newly answered   |   +5.9 |               █      | Linux and RabbitMQ: not learning                  |
    | steps done       |   +4.0 |                █     | Docker                                            |
    | other skills up  |   +8.3 |                 ██   | Go and Docker                                     |
    | skills down      |   -7.9 |                 ██   | SQL                                               |
    | 2026-11-22       |   80.3 | ████████████████     |                                                   |

    ## Up

    | Skill  | Then          | Now           |
    | :----- | :------------ | :------------ |
    | Docker | 1 Aware       | 3 Independent |
    | Go     | 3 Independent | 4 Strong      |

    ## Down: forgotten, understood better now, or misread

    | Skill | Then          | Now      |
    | :---- | :------------ | :------- |
    | SQL   | 3 Independent | 2 Guided |

    ## Newly answered

    | Skill    | Then         | Now      |
    | :------- | :----------- | :------- |
    | Linux    | not answered | 2 Guided |
    | RabbitMQ | not answered | 0 None   |

    ## Steps ticked as done

    - `docker@2` Docker

    ## Over time

    3 assessments, readiness of 100, all judged by today's rubric: █ reached, ▒ not answered yet, ░ missing.

    | Day        |      Readiness |                      |
    | :--------- | -------------: | :------------------- |
    | 2026-05-14 |   40.1 to 60.7 | ████████▒▒▒▒░░░░░░░░ |
    | 2026-08-20 |   70.0 to 84.8 | ██████████████▒▒░░░░ |
    | 2026-11-22 |   80.3 to 86.2 | ████████████████▒░░░ |

    ## How sure is this

    - A change of under about 6 points can be noise; under 12 if you judged more strictly or leniently today.
    - A rating that went down is an answer like any other: what was hard to see then may be clear now.
    - No pace yet, so no date: it comes from steps ticked with the hours that they took.

    <!-- skillgap 0.1.0, worked 1.1.0, target mid, self-rated -->
    ");
}

#[test]
fn progress_for_programs() {
    assert_snapshot!(json(&report()), @r#"
    {
      "schema": "skillgap.progress/1",
      "target": "mid",
      "from": {
        "id": "20260820T101500.000Z-worked",
        "on": "2026-08-20",
        "readiness": {
          "low": 0.706140350877193,
          "high": 0.8377192982456141
        }
      },
      "to": {
        "id": "20261122T101500.000Z-worked",
        "on": "2026-11-22",
        "readiness": {
          "low": 0.803921568627451,
          "high": 0.8627450980392157
        }
      },
      "you": 0.10294117647058823,
      "rubric": -0.005159958720330237,
      "newly_answered": 0.058823529411764705,
      "total": 0.097781217750258,
      "waterfall": {
        "newly_answered": 0.058823529411764705,
        "steps_done": 0.0392156862745098,
        "rose": 0.08333333333333333,
        "fell": -0.0784313725490196,
        "applicability": 0.0,
        "no_longer_answered": 0.0
      },
      "skills": [
        {
          "skill": "docker",
          "from": 1,
          "to": 3,
          "change": "rose"
        },
        {
          "skill": "go",
          "from": 3,
          "to": 4,
          "change": "rose"
        },
        {
          "skill": "sql",
          "from": 3,
          "to": 2,
          "change": "fell"
        },
        {
          "skill": "linux",
          "from": null,
          "to": 2,
          "change": "newly-answered"
        },
        {
          "skill": "rabbitmq",
          "from": null,
          "to": 0,
          "change": "newly-answered"
        }
      ],
      "series": [
        {
          "id": "20260514T101500.000Z-worked",
          "on": "2026-05-14",
          "readiness": {
            "low": 0.4019607843137255,
            "high": 0.6078431372549019
          }
        },
        {
          "id": "20260820T101500.000Z-worked",
          "on": "2026-08-20",
          "readiness": {
            "low": 0.7009803921568627,
            "high": 0.8480392156862745
          }
        },
        {
          "id": "20261122T101500.000Z-worked",
          "on": "2026-11-22",
          "readiness": {
            "low": 0.803921568627451,
            "high": 0.8627450980392157
          }
        }
      ],
      "forecast": null,
      "estimate": null,
      "estimate_model": 1
    }
    "#);
}

#[test]
fn the_first_assessment_has_nothing_to_compare_with() {
    let rubric = worked();
    let first = entry(&rubric, DAY, &[("go", 3)]);
    let judged = Judged { entry: &first, rubric: &rubric };
    let progress = progress("mid", judged, judged, std::slice::from_ref(&first), &rubric);
    let edition = &first.assessment.rubric;
    let input = Input {
        given: &Given::default(),
        rubric: &rubric,
        old_rubric: &rubric,
        cards: [None; 2],
        edition,
        old_edition: edition,
        progress: &progress,
        waterfall: None,
        done: &[],
        plan: None,
        estimate: None,
        outlook: Outlook::NoPace,
    };
    assert_snapshot!(terminal(&progress_report(&input), style(80)), @"
    Progress: Mid-level, 2026-11-22, self-rated
    One assessment so far: there is nothing to compare it with yet.
    Readiness 19.7 to 93.4 of 100 on 2026-11-22.

    Readiness over time, of 100, all by today's rubric
      2026-11-22  ███████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░ 19.7 to 93.4
      █ reached  ▒ not answered yet  ░ missing

    How sure is this
      - Answer again in about three months to see what has changed
      - No pace yet, so no date: it comes from steps ticked with the hours that they
        took

    Next
      skillgap plan --target mid  what to learn next
      skillgap assess             answer again, in about three months
    ");
}

#[test]
fn a_target_that_the_old_rubric_did_not_know() {
    let new = worked();
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap().replace("id = \"mid\"", "id = \"other\"");
    let old = sound(&[Source::new("old.toml", text.into_bytes()).unwrap()]);
    let report = compared(&old, &new, &entries(&old, &new), &[]);
    assert_snapshot!(report.split.join("\n"), @"Readiness cannot be compared: there is none for 2026-08-20; by today's answers against the same rubric: +11.8");
}

#[test]
fn long_histories_are_thinned_but_stay_in_the_data() {
    let rubric = worked();
    let days = (1..=28_i8).map(|day| entry(&rubric, date(2026, 2, day), &[("go", 3)]));
    let report = compared(&rubric, &rubric, &days.collect::<Vec<_>>(), &[]);
    assert_eq!((report.series.len(), report.charted.len()), (28, 12));
    assert_eq!((report.charted.first(), report.charted.last()), (report.series.first(), report.series.last()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn all_progress_fits_every_screen(
        width in 1..=200_usize, color in any::<bool>(), unicode in any::<bool>(), plain in any::<bool>(),
        then in proptest::collection::vec(0..=5_u8, 0..8), now in proptest::collection::vec(0..=5_u8, 1..8),
    ) {
        let rubric = worked();
        let ids: Vec<_> = rubric.skills().map(|(_, skill)| skill.id.as_str()).collect();
        let said = |levels: &[u8]| ids.iter().copied().zip(levels.iter().copied()).collect::<Vec<_>>();
        let entries = [entry(&rubric, date(2026, 8, 20), &said(&then)), entry(&rubric, DAY, &said(&now))];
        let report = compared(&rubric, &rubric, &entries, &[tick(&rubric)]);
        fits(&terminal(&report, Style { width, color, unicode, plain }), width);
        prop_assert!(markdown(&report).ends_with(" -->\n"));
        let written = json(&report);
        prop_assert_eq!(written.lines().last(), Some("}"));
    }
}
