//! The learning plan.
#![expect(clippy::too_many_lines, reason = "a whole document stands in the test")]

use insta::assert_snapshot;
use proptest::prelude::*;
use skillgap::plan::{StepId, Tick, TickKind, Wishes, plan};
use skillgap::report::gap::Extent;
use skillgap::report::plan::{Input, PlanReport, json, markdown, plan_report, terminal};
use skillgap::rubric::Hours;

use super::*;

fn wishes() -> Wishes {
    Wishes::from(date(2026, 11, 23))
}

fn planned(rubric: &Rubric, assessment: &Assessment, wishes: &Wishes) -> PlanReport {
    let answers = Answers::of(rubric, &assessment.ratings);
    let scorecard = score(rubric, rubric.target("mid").unwrap(), &answers);
    let plan = plan(rubric, &answers, &scorecard, wishes);
    let edition = &assessment.rubric;
    plan_report(&Input {
        rubric,
        edition,
        on: DAY,
        scorecard: &scorecard,
        plan: &plan,
        extent: Extent::Largest,
        given: &Given::default(),
    })
}

fn ticked(rubric: &Rubric) -> Vec<Tick> {
    let tick = |step, kind| Tick { step: StepId::parse(rubric, step).unwrap(), kind, on: date(2026, 11, 24) };
    vec![tick("kafka@2", TickKind::Done(Some(Hours::from_quarters(74)))), tick("docker@3", TickKind::Skipped)]
}

/// The worked example with something to do, to learn from and to build.
fn rich() -> Rubric {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap().replace(
        "requires = [{ level = 1, skill = \"linux\", at = 1 }]\n",
        "requires = [{ level = 1, skill = \"linux\", at = 1 }]\n\
         practice = [\"Run one.\", \"Pack a service of yours.\", \"Halve an image.\", \"Scan it.\", \"Write rules.\"]\n\
         resources = [{ title = \"Docker [docs]\", url = \"https://docs.docker.com/\", kind = \"docs\", cost = \"free\" }]\n",
    ) + "\n[[projects]]\nid = \"shop\"\ntitle = \"A shop in containers\"\nsummary = \"Two services.\"\nhours = 40\n\
         raises = [{ skill = \"docker\", to = 3 }, { skill = \"kafka\", to = 2 }]\n";
    sound(&[Source::new("rich.toml", text.into_bytes()).unwrap()])
}

#[test]
fn the_plan_on_a_screen() {
    let rubric = rich();
    let report = planned(&rubric, &worked_answers(&rubric), &wishes());
    assert_snapshot!(terminal(&report, style(80)), @r#"
    Plan: Mid-level, 5 h a week from 2026-11-23
    Readiness 74.5 to 80.0 of 100 now, at least 94.4 after these 4 steps.
    Ready for Mid-level after the first 2 steps, 15 h: about 2 to 8 weeks.
    Readiness is then 1.9 points above what is asked, and under about 6 can be
    noise: the next step, 19.5 h, gives 5.6 more.
    All 4 steps, 78.5 h by estimate: about 2 to 9 months at 5 h a week.
    Answer first: 1 skill without an answer may be worth up to 5.5 points and is not
    planned: Linux.

    Next step: Docker, 2 Guided
      Why         it is on the shortest way to Mid-level
      Goal        I wrote a Dockerfile.
      Practice    Pack a service of yours.
      Learn from  Docker [docs] (docs, free) https://docs.docker.com/

    Steps, in order
    Weeks 1-2, until 2026-12-04
      docker@2  Docker, 2 Guided: 6.5 h, +3.7 points

    Weeks 3-4, until 2026-12-20
      docker@3  Docker, 3 Independent: 8.5 h, +3.7 points

    Weeks 5-9, until 2027-01-24
      kafka@2  Kafka, 2 Guided: 19.5 h, +5.6 points; one of "A message broker"

    Weeks 10-21, until 2027-04-14
      go@4  Go, 4 Strong: 44 h, +6.9 points

    Portfolio projects that show these steps
      - A shop in containers (shop), 40 h: docker@2, docker@3, kafka@2 (3 steps,
        34.5 h one by one)

    How sure is this
      - Hours are estimates: it is 80 % likely that the plan takes 51 to 206 h and
        ends between 2027-02-01 and 2027-09-07
      - Days allow 1.3 times the estimates, because most people take longer; hours
        that you log make that your own pace
      - Within each part no other order gains points sooner; a mentor may know a
        better one for you

    Next
      skillgap edit linux          answer it now
      skillgap plan done docker@2  tick the step, with --hours what it took
      skillgap explain docker      its levels and how it is scored
      skillgap plan -o plan.md     all steps with checkboxes; `plan sync` reads them
                                   back
    "#);
    assert_snapshot!(terminal(&report, Style { plain: true, ..style(44) }), @r#"
    Plan: Mid-level, 5 h a week from 2026-11-23
    Readiness 74.5 to 80.0 of 100 now, at least
    94.4 after these 4 steps.
    Ready for Mid-level after the first 2 steps,
    15 h: about 2 to 8 weeks.
    Readiness is then 1.9 points above what is
    asked, and under about 6 can be noise: the
    next step, 19.5 h, gives 5.6 more.
    All 4 steps, 78.5 h by estimate: about 2 to
    9 months at 5 h a week.
    Answer first: 1 skill without an answer may
    be worth up to 5.5 points and is not
    planned: Linux.

    Next step: Docker, 2 Guided
      Why         it is on the shortest way to
                  Mid-level
      Goal        I wrote a Dockerfile.
      Practice    Pack a service of yours.
      Learn from  Docker [docs] (docs, free)
                  https://docs.docker.com/

    Steps, in order
    Weeks 1-2, until 2026-12-04
      docker@2  Docker, 2 Guided: 6.5 h, +3.7
                points

    Weeks 3-4, until 2026-12-20
      docker@3  Docker, 3 Independent: 8.5 h,
                +3.7 points

    Weeks 5-9, until 2027-01-24
      kafka@2  Kafka, 2 Guided: 19.5 h, +5.6
               points; one of "A message broker"

    Weeks 10-21, until 2027-04-14
      go@4  Go, 4 Strong: 44 h, +6.9 points

    Portfolio projects that show these steps
      - A shop in containers (shop), 40 h:
        docker@2, docker@3, kafka@2 (3 steps,
        34.5 h one by one)

    How sure is this
      - Hours are estimates: it is 80 % likely
        that the plan takes 51 to 206 h and ends
        between 2027-02-01 and 2027-09-07
      - Days allow 1.3 times the estimates,
        because most people take longer; hours
        that you log make that your own pace
      - Within each part no other order gains
        points sooner; a mentor may know a
        better one for you

    Next
      skillgap edit linux
        answer it now
      skillgap plan done docker@2
        tick the step, with --hours what it took
      skillgap explain docker
        its levels and how it is scored
      skillgap plan -o plan.md
        all steps with checkboxes; `plan sync`
        reads them back
    "#);
}

#[test]
fn the_plan_as_markdown() {
    let rubric = rich();
    let report = planned(&rubric, &worked_answers(&rubric), &wishes());
    assert_snapshot!(markdown(&report), @r#"
    # Learning plan: Mid-level

    5 h a week from 2026-11-23.
    Readiness 74.5 to 80.0 of 100 now, at least 94.4 after these 4 steps.
    Ready for Mid-level after the first 2 steps, 15 h: about 2 to 8 weeks.
    Readiness is then 1.9 points above what is asked, and under about 6 can be noise: the next step, 19.5 h, gives 5.6 more.
    All 4 steps, 78.5 h by estimate: about 2 to 9 months at 5 h a week.
    **Start here**: Docker, 2 Guided, about 6.5 h: it is on the shortest way to Mid-level.
    **Answer first**: 1 skill without an answer may be worth up to 5.5 points and is not planned: Linux.

    ## How sure is this

    - Hours are estimates: it is 80 % likely that the plan takes 51 to 206 h and ends between 2027-02-01 and 2027-09-07.
    - Days allow 1.3 times the estimates, because most people take longer; hours that you log make that your own pace.
    - Within each part no other order gains points sooner; a mentor may know a better one for you.

    ## Steps

    ### Weeks 1-2, until 2026-12-04

    - [ ] **Docker, 2 Guided**: I wrote a Dockerfile. 6.5 h, 2026-11-23 to 2026-12-04, +3.7 points <!-- skillgap:docker@2 -->
      - Why: Mid-level asks for it
      - Practice: Pack a service of yours.
      - Learn from: [Docker \[docs\]](https://docs.docker.com/) (docs, free)

    ### Weeks 3-4, until 2026-12-20

    - [ ] **Docker, 3 Independent**: I cut an image's size. 8.5 h, 2026-12-04 to 2026-12-20, +3.7 points <!-- skillgap:docker@3 -->
      - Why: Mid-level asks for it
      - Practice: Halve an image.
      - Learn from: [Docker \[docs\]](https://docs.docker.com/) (docs, free)

    ### Weeks 5-9, until 2027-01-24

    - [ ] **Kafka, 2 Guided**: I wrote a consumer. 19.5 h, 2026-12-20 to 2027-01-24, +5.6 points <!-- skillgap:kafka@2 -->
      - Why: Mid-level asks for one of "A message broker"

    ### Weeks 10-21, until 2027-04-14

    - [ ] **Go, 4 Strong**: I tuned a Go service. 44 h, 2027-01-24 to 2027-04-14, +6.9 points <!-- skillgap:go@4 -->
      - Why: Mid-level asks for it

    ## Portfolio projects that show these steps

    - **A shop in containers**, 40 h: `docker@2`, `docker@3`, `kafka@2` (3 steps, 34.5 h one by one). Two services.

    <!-- skillgap 0.1.0, worked 1.0.0, target mid, self-rated 2026-11-22 -->
    "#);
}

#[test]
fn a_deadline_with_ticks() {
    let rubric = rich();
    let wishes = Wishes { by: Some(date(2026, 12, 20)), ticks: ticked(&rubric), ..wishes() };
    let report = planned(&rubric, &worked_answers(&rubric), &wishes);
    assert_snapshot!(terminal(&report, style(80)), @"
    Plan: Mid-level, 5 h a week from 2026-11-23
    Readiness 74.5 to 80.0 of 100 now, at least 80.0 once the ticked steps are rated
    and 83.7 after this step.
    With the ticked steps you are ready; these steps go further.
    Both steps, 50.5 h by estimate: about 1 to 7 months at 5 h a week.
    Answer first: 1 skill without an answer may be worth up to 5.5 points and is not
    planned: Linux.

    By 2026-12-20
      - Both steps: 45.7 h short at 5 h a week; 16.5 h a week would be enough; this
        counts 1.3 times the estimates
      - This plan leaves out 1 of 2 steps; readiness by then at least 83.7 of 100,
        with the ticked steps rated
      - The steps that stay are those worth most within the hours
      - By the days of the plan Docker, 2 Guided ends on 2027-01-09: to keep
        2026-12-20, begin at once

    Left out
      go@4  Go, 4 Strong, 44 h, +7.0 points

    Next step: Docker, 2 Guided
      Why         you are ready without it; of what goes further, it gains most for
                  its hours
      Goal        I wrote a Dockerfile.
      Practice    Pack a service of yours.
      Learn from  Docker [docs] (docs, free) https://docs.docker.com/

    Steps, in order
    Weeks 6-7, until 2027-01-09
      docker@2  Docker, 2 Guided: 6.5 h, +3.7 points

    Done
      1 step is done, worth 5.5 points once rated.
      kafka@2  Kafka, 2 Guided, 2026-11-24, 18.5 h

    Skipped
      docker@3  Docker, 3 Independent, skipped 2026-11-24

    How sure is this
      - Hours are estimates: it is 80 % likely that the plan takes 29 to 147 h and
        ends between 2027-02-07 and 2027-07-22
      - Days allow 1.3 times the estimates, because most people take longer; hours
        that you log make that your own pace

    Next
      skillgap edit linux          answer it now
      skillgap plan done docker@2  tick the step, with --hours what it took
      skillgap explain docker      its levels and how it is scored
      skillgap plan -o plan.md     all steps with checkboxes; `plan sync` reads them
                                   back
      skillgap assess --due        rate what you ticked
    ");
    assert_snapshot!(markdown(&report), @r"
    # Learning plan: Mid-level

    5 h a week from 2026-11-23.
    Readiness 74.5 to 80.0 of 100 now, at least 80.0 once the ticked steps are rated and 83.7 after this step.
    With the ticked steps you are ready; these steps go further.
    Both steps, 50.5 h by estimate: about 1 to 7 months at 5 h a week.
    **Start here**: Docker, 2 Guided, about 6.5 h: you are ready without it; of what goes further, it gains most for its hours.
    **Answer first**: 1 skill without an answer may be worth up to 5.5 points and is not planned: Linux.
    1 step is done, worth 5.5 points once rated.

    ## By 2026-12-20

    - Both steps: 45.7 h short at 5 h a week; 16.5 h a week would be enough; this counts 1.3 times the estimates.
    - This plan leaves out 1 of 2 steps; readiness by then at least 83.7 of 100, with the ticked steps rated.
    - The steps that stay are those worth most within the hours.
    - By the days of the plan Docker, 2 Guided ends on 2027-01-09: to keep 2026-12-20, begin at once.

    ## How sure is this

    - Hours are estimates: it is 80 % likely that the plan takes 29 to 147 h and ends between 2027-02-07 and 2027-07-22.
    - Days allow 1.3 times the estimates, because most people take longer; hours that you log make that your own pace.

    ## Steps

    ### Weeks 6-7, until 2027-01-09

    - [ ] **Docker, 2 Guided**: I wrote a Dockerfile. 6.5 h, 2026-12-28 to 2027-01-09, +3.7 points <!-- skillgap:docker@2 -->
      - Why: Mid-level asks for it
      - Practice: Pack a service of yours.
      - Learn from: [Docker \[docs\]](https://docs.docker.com/) (docs, free)

    ## Left out: no time before that day

    - `go@4` Go, 4 Strong, 44 h, +7.0 points

    ## Done

    - [x] Kafka, 2 Guided <!-- skillgap:kafka@2 --> 18.5 h ✅ 2026-11-24

    ## Skipped

    - `docker@3` Docker, 3 Independent, skipped 2026-11-24

    <!-- skillgap 0.1.0, worked 1.0.0, target mid, self-rated 2026-11-22 -->
    ");
    assert_snapshot!(json(&report), @r#"
    {
      "schema": "skillgap.plan/1",
      "target": "mid",
      "start": "2026-11-23",
      "hours_per_week": 5.0,
      "skipped_weeks": [],
      "answer_first": [
        "linux"
      ],
      "total_hours": 50.5,
      "hours_range": {
        "low": 29.294822256133195,
        "high": 147.12232975223705
      },
      "finish": {
        "earliest": "2027-02-07",
        "latest": "2027-07-22"
      },
      "pace_factor": 1.3,
      "moved_weeks": 0,
      "ready": {
        "steps": 0,
        "hours": 0.0,
        "between": null,
        "gap": 0.0,
        "open": []
      },
      "ready_blocked": [],
      "milestones": [],
      "cost": 0.24074074074074073,
      "optimality_gap": 0.0,
      "steps": [
        {
          "id": "docker@2",
          "skill": "docker",
          "to": 2,
          "hours": 6.5,
          "gain": 0.037037037037037035,
          "after": [],
          "assumed": false,
          "start_hour": 0.0,
          "finish_hour": 6.5,
          "starts": "2026-12-28",
          "ends": "2027-01-09",
          "way": null,
          "essential": false,
          "weeks": 0,
          "reason": "Mid-level asks for it",
          "anchor": "I wrote a Dockerfile.",
          "practice": "Pack a service of yours.",
          "resources": [
            {
              "title": "Docker [docs]",
              "url": "https://docs.docker.com/",
              "kind": "docs",
              "cost": "free"
            }
          ]
        }
      ],
      "done": [
        {
          "id": "kafka@2",
          "on": "2026-11-24",
          "hours": 18.5,
          "gain": 0.05555555555555555
        }
      ],
      "hidden": [
        {
          "id": "docker@3",
          "skipped": "2026-11-24"
        }
      ],
      "projects": [],
      "by": "2026-12-20",
      "left_out": [
        "go@4"
      ],
      "too_long": [],
      "fits": false,
      "hours_missing": 45.65,
      "hours_per_week_needed": 16.4125,
      "readiness_at_deadline": 0.7824074074074074,
      "ready_by": true,
      "ready_hours_missing": 0.0,
      "ready_hours_per_week_needed": 0.0
    }
    "#);
}

#[test]
fn colours_repeat_what_words_say() {
    let rubric = rich();
    let report = planned(&rubric, &worked_answers(&rubric), &wishes());
    let colored = terminal(&report, Style { color: true, ..style(80) });
    assert!(colored.contains("\u{1b}[1mPlan") || colored.contains("\u{1b}[1mMid-level"));
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    assert_eq!(plain + rest, terminal(&report, style(80)));
}

#[test]
fn where_nothing_is_missing_that_is_said() {
    let rubric = worked();
    let best = rubric.skills().map(|(_, skill)| (skill.id.to_string(), rated(&rubric, 5)));
    let report = planned(&rubric, &assessment(&rubric, best), &wishes());
    assert_snapshot!(terminal(&report, style(80)), @"
    Plan: Mid-level, 5 h a week from 2026-11-23
    Readiness 100.0 of 100 now.
    Nothing is missing for this target: there is nothing to plan.

    Next
      skillgap report  where you stand
    ");
}

#[test]
fn the_bundled_rubric_fits_at_every_width() {
    let rubric = bundled();
    let report = planned(&rubric, &somebody(&rubric), &wishes());
    for width in 1..=120 {
        fits(&terminal(&report, style(width)), width);
    }
    let markdown = markdown(&report);
    let tasks = markdown.lines().filter(|line| line.starts_with("- [ ] ") && line.ends_with(" -->"));
    assert_eq!(tasks.count(), report.steps.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_plan_fits_every_screen(
        width in 1..=200_usize, color in any::<bool>(), unicode in any::<bool>(), plain in any::<bool>(),
        levels in proptest::collection::vec(proptest::option::of(0..=5_u8), 8),
        by in proptest::option::of(1..=28_i8), assume_lowest in any::<bool>(),
    ) {
        let rubric = rich();
        let said = rubric.skills().zip(&levels).filter_map(|((_, skill), level)| {
            Some((skill.id.to_string(), rated(&rubric, (*level)?)))
        });
        let assessment = assessment(&rubric, said.collect::<Vec<_>>());
        let by = by.map(|day| date(2026, 12, day));
        let report = planned(&rubric, &assessment, &Wishes { by, assume_lowest, ticks: ticked(&rubric), ..wishes() });
        fits(&terminal(&report, Style { width, color, unicode, plain }), width);
        for line in markdown(&report).lines() {
            prop_assert_eq!(line, line.trim_end());
        }
        let sum: usize = report.weeks.iter().map(|week| week.steps).sum();
        prop_assert_eq!(sum, report.steps.len());
        let written = json(&report);
        prop_assert_eq!(written.lines().last(), Some("}"));
    }
}
