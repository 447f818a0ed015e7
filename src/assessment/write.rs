//! Answers as TOML that people read, and that [`answers`](super::answers) reads back.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{Answer, Assessment, Confidence, Edition, Help, Rating, answers::FORMAT};
use crate::{
    clean,
    rubric::{Id, Rubric, Skill, TargetIx},
};

/// An assessment as it is stored: a valid answers file, one rating a line, the same text for the same answers.
pub fn render(assessment: &Assessment) -> String {
    let mut written = format!("format = {FORMAT}\non = {}\n", assessment.on);
    put(&mut written, format_args!("rubric = {}\n", edition(&assessment.rubric)));
    if let Some(target) = &assessment.target {
        put(&mut written, format_args!("target = {}\n", text(target.as_str())));
    }
    if let Some(carried) = &assessment.carried {
        let carried: Vec<_> = carried.iter().map(|id| text(id.as_str())).collect();
        put(&mut written, format_args!("carried = [{}]\n", carried.join(", ")));
    }
    written.push('\n');
    written.push_str(&ratings(&assessment.ratings));
    written
}

/// An edition as an inline table.
pub fn edition(edition: &Edition) -> String {
    let Edition { id, version, digest } = edition;
    format!("{{ id = {}, version = {}, digest = {} }}", text(id.as_str()), text(version), text(digest))
}

/// The table `[ratings]`, one rating a line.
pub fn ratings(ratings: &BTreeMap<Id, Rating>) -> String {
    let mut written = "[ratings]\n".to_owned();
    for (id, rating) in ratings {
        match rating.answer {
            Answer::Rated(level) => put(&mut written, format_args!("{id} = {{ level = {level}")),
            Answer::NotApplicable => put(&mut written, format_args!("{id} = {{ state = \"not-applicable\"")),
        }
        put(&mut written, format_args!(", on = {}", rating.on));
        if let Some(evidence) = rating.evidence.as_deref().filter(|evidence| !evidence.trim().is_empty()) {
            put(&mut written, format_args!(", evidence = {}", text(evidence)));
        }
        if let Some(confidence) = rating.confidence {
            put(&mut written, format_args!(", confidence = \"{}\"", confidence.as_str()));
        }
        if let Some(help) = rating.help {
            put(&mut written, format_args!(", help = \"{}\"", help.as_str()));
        }
        written.push_str(" }\n");
    }
    written
}

/// A TOML string on one line, hidden characters written out, because reading refuses them.
pub fn text(text: &str) -> String {
    toml::Value::String(clean::line(text).into_owned()).to_string()
}

/// A TOML moment in UTC, to the millisecond.
pub fn moment(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

impl Confidence {
    /// All of them, the surest first.
    pub const ALL: [Self; 3] = [Self::Sure, Self::Fairly, Self::Guess];

    /// The word that files use for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Fairly => "fairly",
            Self::Guess => "guess",
        }
    }
}

impl Help {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::Ai];

    /// The word that files use for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ai => "ai",
        }
    }
}

/// An answers file for `rubric` with nothing answered yet: every skill stands in it as a comment, with what its levels
/// mean. `named` is the id or path by which the file will name the rubric.
pub fn template(rubric: &Rubric, named: &str, target: Option<TargetIx>) -> String {
    let max = rubric.scale().max();
    let mut written = String::new();
    comment(&mut written, &format!("Answers to {} {}", rubric.title(), rubric.version()));
    comment(&mut written, "");
    comment(
        &mut written,
        "Remove the `# ` before a skill's id and write the highest level whose sentence is true of you:",
    );
    comment(&mut written, &format!("    sql = 3                  a level from 0 to {max}"));
    comment(&mut written, "    sql = \"not-applicable\"   it does not apply to you: your work has no use for it");
    comment(
        &mut written,
        "    sql = { level = 3, evidence = \"https://…\", confidence = \"sure\" }   sure, fairly or guess",
    );
    comment(&mut written, "    sql = { level = 3, help = \"ai\" }   you can do it only with an AI assistant's help");
    comment(&mut written, "What you leave as a comment is unanswered. Then: skillgap assess --answers FILE");
    comment(&mut written, "");
    for (level, name) in rubric.scale().levels() {
        comment(&mut written, &format!("{level}  {}{}", name.name, after(": ", name.meaning.as_deref())));
    }
    put(&mut written, format_args!("\nrubric = {}\n", text(named)));
    let ids: Vec<_> = rubric.targets().map(|(_, target)| target.id.as_str()).collect();
    comment(&mut written, &format!("one of: {}", ids.join(", ")));
    match target {
        Some(at) => put(&mut written, format_args!("target = {}\n", text(rubric[at].id.as_str()))),
        None => written.push_str("# target = \"\"\n"),
    }
    written.push_str("\n[ratings]\n");
    for (area_ix, area) in rubric.areas() {
        let mut skills = rubric.skills().filter(|(_, skill)| skill.area == area_ix).peekable();
        if skills.peek().is_none() {
            continue;
        }
        put(&mut written, format_args!("\n# ---- {} ----\n", clean::line(&area.title)));
        for (_, group) in rubric.groups().filter(|(_, group)| group.area == area_ix) {
            let members: Vec<_> = group.members.iter().map(|at| rubric[*at].id.as_str()).collect();
            comment(&mut written, &format!("{}: {} of {}", group.title, group.choose, members.join(", ")));
        }
        for (_, skill) in skills {
            blank_answer(&mut written, rubric, skill);
        }
    }
    written
}

fn blank_answer(written: &mut String, rubric: &Rubric, skill: &Skill) {
    written.push('\n');
    comment(written, &format!("{}{}", skill.title, after(": ", skill.summary.as_deref())));
    for (level, _) in rubric.scale().levels() {
        if let Some(anchor) = skill.anchor(level) {
            let mut lines = anchor.lines();
            comment(written, &format!("  {level}  {}", lines.next().unwrap_or_default()));
            let beside = " ".repeat(level.to_string().len());
            lines.for_each(|line| comment(written, &format!("  {beside}  {line}")));
        }
    }
    put(written, format_args!("# {} = \n", skill.id));
}

fn comment(written: &mut String, line: &str) {
    put(written, format_args!("{}\n", format!("# {}", clean::line(line)).trim_end()));
}

fn after(between: &str, text: Option<&str>) -> String {
    text.map(|text| format!("{between}{text}")).unwrap_or_default()
}

fn put(written: &mut String, what: std::fmt::Arguments<'_>) {
    written.write_fmt(what).expect("a String takes all that is written");
}

#[cfg(test)]
pub(super) mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use insta::assert_snapshot;
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use super::*;
    use crate::{assessment::answers::AnswersFile, document::Source, rubric::Level};

    const SMALL: &str = r#"
        id = "small"
        title = "Small"
        version = "1.0.0"
        scale = [{ name = "None" }, { name = "Aware", meaning = "I saw it." }, { name = "Guided" }, { name = "Alone" }]
        areas = [{ id = "code", title = "Code" }]
        skills = [
          { id = "sql", title = "SQL", area = "code", summary = "Reading data.", aliases = ["Postgres"], formerly = ["databases", "querying"], anchors = ["I read.", "I wrote.", "I tuned."], hours = [1, 2, 3] },
          { id = "go", title = "Go", area = "code", anchors = ["I read.", "I wrote.", "I tuned."], hours = [1, 2, 3] },
          { id = "tests", title = "Testing", area = "code", anchors = ["I read.", "I wrote.", "I tuned."], hours = [1, 2, 3] },
        ]
        groups = [{ id = "language", title = "A language", area = "code", skills = ["go"] }]
        targets = [{ id = "mid", title = "Mid", kind = "ladder", rank = 1, requires = [{ skill = "sql", level = 2 }, { group = "language", level = 2 }, { skill = "tests", level = 1 }] }]
    "#;

    pub(in crate::assessment) fn rubric() -> Rubric {
        crate::rubric::read(&[Source { name: "small.toml".to_owned(), text: SMALL.to_owned() }]).unwrap()
    }

    #[test]
    fn a_stored_assessment_is_a_file_for_people() {
        let rated = |level, evidence: Option<&str>| Rating {
            answer: Answer::Rated(Level::new(level)),
            on: date(2026, 11, 22),
            evidence: evidence.map(str::to_owned),
            confidence: None,
            help: None,
        };
        let not_applicable =
            Rating { answer: Answer::NotApplicable, confidence: Some(Confidence::Sure), ..rated(0, None) };
        let id = |text| Id::new(text).unwrap();
        let ratings = [
            (id("sql"), rated(3, Some("I said \"no\"\nand 'yes' \u{1b}[2J"))),
            (id("go"), not_applicable),
            (id("tests"), rated(0, None)),
        ];
        let rubric = Edition { id: id("small"), version: "1.0.0".to_owned(), digest: "ab".repeat(32) };
        let assessment = Assessment {
            on: date(2026, 11, 22),
            rubric,
            target: Some(id("mid")),
            ratings: ratings.into_iter().collect(),
            carried: Some([id("go")].into()),
        };
        assert_snapshot!(render(&assessment), @r#"
        format = 1
        on = 2026-11-22
        rubric = { id = "small", version = "1.0.0", digest = "abababababababababababababababababababababababababababababababab" }
        target = "mid"
        carried = ["go"]

        [ratings]
        go = { state = "not-applicable", on = 2026-11-22, confidence = "sure" }
        sql = { level = 3, on = 2026-11-22, evidence = '''I said "no"\u{a}and 'yes' \u{1b}[2J''' }
        tests = { level = 0, on = 2026-11-22 }
        "#);
    }

    #[test]
    fn a_template_says_how_it_is_filled_in() {
        assert_snapshot!(template(&rubric(), "small", None), @r#"
        # Answers to Small 1.0.0
        #
        # Remove the `# ` before a skill's id and write the highest level whose sentence is true of you:
        #     sql = 3                  a level from 0 to 3
        #     sql = "not-applicable"   it does not apply to you: your work has no use for it
        #     sql = { level = 3, evidence = "https://…", confidence = "sure" }   sure, fairly or guess
        #     sql = { level = 3, help = "ai" }   you can do it only with an AI assistant's help
        # What you leave as a comment is unanswered. Then: skillgap assess --answers FILE
        #
        # 0  None
        # 1  Aware: I saw it.
        # 2  Guided
        # 3  Alone

        rubric = "small"
        # one of: mid
        # target = ""

        [ratings]

        # ---- Code ----
        # A language: 1 of go

        # SQL: Reading data.
        #   1  I read.
        #   2  I wrote.
        #   3  I tuned.
        # sql = 

        # Go
        #   1  I read.
        #   2  I wrote.
        #   3  I tuned.
        # go = 

        # Testing
        #   1  I read.
        #   2  I wrote.
        #   3  I tuned.
        # tests =
        "#);
    }

    #[test]
    fn a_template_filled_in_is_an_answers_file() {
        let rubric = rubric();
        let template = template(&rubric, "dir/small \"x\".toml", rubric.target("mid"));
        assert!(AnswersFile::read(&template).unwrap().resolve(&rubric, "", None, date(2026, 1, 1)).is_err());
        let mut filled = template.clone();
        for (_, skill) in rubric.skills() {
            filled = filled.replace(&format!("# {} = \n", skill.id), &format!("{} = 2\n", skill.id));
        }
        let resolved = AnswersFile::read(&filled).unwrap().resolve(&rubric, "", None, date(2026, 1, 1)).unwrap();
        assert_eq!(resolved.ratings.len(), 3);
        assert_eq!(resolved.target.unwrap().as_str(), "mid");
    }

    fn any_assessment() -> impl Strategy<Value = Assessment> {
        let id = || "[a-z0-9][a-z0-9-]{0,20}".prop_map(|text| Id::new(&text).unwrap());
        let day =
            || (1..=9999i16, 1..=12i8, 1..=28i8).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap());
        let answer =
            prop_oneof![(0..=11u8).prop_map(|level| Answer::Rated(Level::new(level))), Just(Answer::NotApplicable)];
        let confidence = proptest::option::of(proptest::sample::select(Confidence::ALL.to_vec()));
        let help = proptest::option::of(Just(Help::Ai));
        let rating = (answer, day(), proptest::option::of(any::<String>()), confidence, help)
            .prop_map(|(answer, on, evidence, confidence, help)| Rating { answer, on, evidence, confidence, help });
        let ratings = proptest::collection::btree_map(id(), rating, 1..20);
        (day(), id(), "[0-9]{1,3}", "[0-9a-f]{64}", proptest::option::of(id()), ratings, any::<bool>()).prop_map(
            |(on, id, version, digest, target, ratings, says)| Assessment {
                on,
                rubric: Edition { id, version, digest },
                target,
                carried: says.then(|| ratings.keys().step_by(2).cloned().collect()),
                ratings,
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(assessment in any_assessment()) {
            let mut expected = assessment.clone();
            for rating in expected.ratings.values_mut() {
                let evidence = rating.evidence.take().filter(|evidence| !evidence.trim().is_empty());
                rating.evidence = evidence.map(|evidence| clean::line(&evidence).into_owned());
            }
            let text = render(&assessment);
            let read = AnswersFile::read(&text).and_then(AnswersFile::assessment);
            prop_assert_eq!(&read, &Ok(expected), "{}", text);
            prop_assert_eq!(AnswersFile::stored(&text), read, "{}", text);
        }

        #[test]
        fn a_stored_file_reads_by_lines_as_it_does_as_toml(
            assessment in any_assessment(),
            from in any::<prop::sample::Index>(),
            cut in 0..40usize,
            put in prop::sample::select(vec![
                "", "\n", "\r", " ", "#", "0", "-", "\"", "'''", "\"\"\"", ",", "}", "[ratings]\n", "\n[ratings]\n", "[go]\n", "[[go]]\n",
                "go.level = 1\n", "go = { level = 1, on = 2026-02-30 }\n", "go = { level = +1, on = 2026-02-03 }\n", "go = 1\n",
            ]),
        ) {
            let mut text = render(&assessment);
            let mut places: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
            places.push(text.len());
            let from = from.index(places.len());
            let to = (from + cut).min(places.len() - 1);
            text.replace_range(places[from]..places[to], put);
            let as_toml = AnswersFile::read(&text).and_then(AnswersFile::assessment);
            prop_assert_eq!(AnswersFile::stored(&text), as_toml, "{}", text);
        }
    }
}
