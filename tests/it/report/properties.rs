//! What holds for every screen: it fits, and nothing panics.

use proptest::prelude::*;
use skillgap::report::{compare, explain, gap, rubric as rubrics, target, what_if};
use skillgap::rubric::Subject;

use super::*;

fn any_style() -> impl Strategy<Value = Style> {
    (1..=200_usize, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(width, color, unicode, plain)| Style {
        width,
        color,
        unicode,
        plain,
    })
}

fn any_answers(skills: usize) -> impl Strategy<Value = Vec<Option<u8>>> {
    proptest::collection::vec(proptest::option::of(0..=6_u8), skills)
}

/// 6 stands for not applicable.
fn answered(rubric: &Rubric, levels: &[Option<u8>]) -> Assessment {
    let said = rubric.skills().zip(levels).filter_map(|((_, skill), level)| {
        let answer = match (*level)? {
            6 => Answer::NotApplicable,
            level => rated(rubric, level),
        };
        Some((skill.id.to_string(), answer))
    });
    let mut assessment = assessment(rubric, said.collect::<Vec<_>>());
    for rating in assessment.ratings.values_mut() {
        rating.evidence = Some("a|b `c` <b>\n\u{1b}[2J".to_owned());
    }
    assessment
}

/// A rubric whose texts hold all that could break a line, a table or a terminal.
fn hostile() -> Rubric {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let text = text
        .replace("title = \"Docker\"", "title = \"D|o`c*k[e]r <b> 容器容器容器容器容器容器容器容器\"")
        .replace(
            "\"I wrote a Dockerfile.\"",
            "\"I_wroteADockerfileInOneWordThatIsFarTooLongForAnyLineOfAnyScreenThereEverWas\"",
        )
        .replace("title = \"Mid-level\"", "title = \"--> <script>\"");
    sound(&[Source::new("hostile.toml", text.into_bytes()).unwrap()])
}

/// Cells of a line of a Markdown table.
fn bars(line: &str) -> usize {
    let mut escaped = false;
    let mut bars = 0;
    for c in line.chars() {
        bars += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    bars
}

fn checked_markdown(text: &str) {
    assert!(text.ends_with(" -->\n") && !text.contains("\n\n\n"));
    assert!(!text.contains('\u{1b}') && !text.contains("<b>") && !text.contains("<script>"));
    let mut columns = None;
    for line in text.lines() {
        assert_eq!(line, line.trim_end());
        if line.starts_with("| ") {
            assert_eq!(bars(line), *columns.get_or_insert(bars(line)), "{line}");
        } else {
            columns = None;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_report_fits_every_screen(style in any_style(), levels in any_answers(8)) {
        for rubric in [worked(), hostile()] {
            let assessment = answered(&rubric, &levels);
            let report = gaps(&rubric, &assessment, "mid", None);
            fits(&gap::terminal(&report, style), style.width);
            checked_markdown(&gap::markdown(&report));
            prop_assert_eq!(gap::json(&report).chars().last(), Some('\n'));
            let answers = Answers::of(&rubric, &assessment.ratings);
            let all: Vec<_> = rubric.targets().map(|(at, _)| at).collect();
            let subjects = rubric.skills().map(|(at, _)| Subject::Skill(at));
            for subject in subjects.chain(rubric.groups().map(|(at, _)| Subject::Group(at))) {
                let explained = explain::explain(&explain::Input { rubric: &rubric, subject, answers: Some(&answers), rating: None, targets: &all, asked_as: None });
                fits(&explain::terminal(&explained, style), style.width);
                checked_markdown(&explain::markdown(&explained));
            }
            let list = target::targets(&rubric, Some(&answers), &BTreeMap::new(), &Given::default());
            fits(&target::list_terminal(&list, style), style.width);
            checked_markdown(&target::list_markdown(&list));
            let one = target::target(&rubric, all[0], Some(&answers), None, &Given::default());
            fits(&target::terminal(&one, style), style.width);
            let skills: Vec<_> = rubric.skills().map(|(at, _)| (at, rubric.scale().max())).take(3).collect();
            let change = skillgap::score::what_if(&rubric, all[0], &answers, &skills);
            let supposed = what_if::what_if_report(&rubric, &change, gaps(&rubric, &assessment, "mid", None));
            fits(&what_if::terminal(&supposed, style), style.width);
            checked_markdown(&what_if::markdown(&supposed));
            let (target, with) = ((all[0], None), (all[0], None));
            let compared = compare::Input { rubric: &rubric, target, with, answers: Some(&answers), given: &Given::default() };
            let compared = compare::comparison(&compared);
            fits(&compare::terminal(&compared, style), style.width);
            checked_markdown(&compare::markdown(&compared));
            checked_markdown(&target::markdown(&one));
            fits(&rubrics::terminal(&rubrics::overview(&rubric, &Given::default()), style), style.width);
            checked_markdown(&rubrics::markdown(&rubrics::overview(&rubric, &Given::default())));
        }
    }

    #[test]
    fn points_and_readiness_make_a_hundred(levels in any_answers(8)) {
        let rubric = worked();
        let report = gaps(&rubric, &answered(&rubric, &levels), "mid", None);
        if let Some(readiness) = report.readiness {
            let missing: Share = report.rows.iter().map(|row| row.missing).sum();
            prop_assert_eq!(readiness.low + missing, Share::from_integer(1));
        }
    }
}

#[test]
fn the_bundled_rubric_fits_at_every_width() {
    let rubric = bundled();
    let report = gaps(&rubric, &somebody(&rubric), "mid", None);
    for width in 1..=120 {
        fits(&gap::terminal(&report, style(width)), width);
    }
    checked_markdown(&gap::markdown(&report));
}
