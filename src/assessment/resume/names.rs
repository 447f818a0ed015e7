//! The names of skills, found in texts.

use crate::rubric::{Rubric, SkillIx};

/// Names of so many letters are also common words, such as `Go` and `git`: they must be written exactly so, as must those
/// that the rubric calls `wordlike`.
const SHORT: usize = 3;

/// The ids, titles and other names of a rubric's skills, and what they cover, the longest first.
pub(super) struct Names(Vec<(Name, SkillIx)>);

struct Name {
    lower: String,
    /// The name as it is written, where only that counts.
    exact: Option<String>,
}

impl Names {
    pub(super) fn of(rubric: &Rubric) -> Self {
        let of_skill = |(at, skill): (SkillIx, &crate::rubric::Skill)| {
            let names = std::iter::once(skill.title.as_str()).chain(skill.other_names());
            // An id is never written with capitals, by which a word would be told from a name.
            let is_telling = |id: &&str| id.chars().count() > SHORT && !skill.is_wordlike(id);
            let id = Some(skill.id.as_str()).filter(is_telling);
            names.chain(id).map(|name| (Name::of(name, skill.is_wordlike(name)), at)).collect::<Vec<_>>()
        };
        let mut names: Vec<_> = rubric.skills().flat_map(of_skill).filter(|(name, _)| !name.lower.is_empty()).collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.lower.len()));
        Self(names)
    }

    /// The skills that a text names which is a name itself, or a list of names: those are meant however they are written.
    pub(super) fn named(&self, text: &str) -> Vec<SkillIx> {
        let parts = std::iter::once(text).chain(text.split([',', ';', '|', '/', '•', '·']));
        let parts: Vec<_> = parts.map(|part| spaced(part).to_lowercase()).collect();
        let is_named = |(name, _): &&(Name, SkillIx)| parts.contains(&name.lower);
        let mut found: Vec<_> = self.0.iter().filter(is_named).map(|(_, skill)| *skill).collect();
        found.extend(self.inside(text));
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The skills that a text names, each once, in the order of their positions.
    pub(super) fn inside(&self, text: &str) -> Vec<SkillIx> {
        let text = spaced(text);
        let mut lower = text.to_lowercase();
        let mut found = Vec::new();
        for (name, skill) in &self.0 {
            let mut from = 0;
            while let Some(at) = lower[from..].find(&name.lower).map(|at| from + at) {
                let end = at + name.lower.len();
                let is_exact = name.exact.as_ref().is_none_or(|exact| text.get(at..end) == Some(exact));
                if is_exact && is_word(&lower, at, end) {
                    found.push(*skill);
                    // Hidden from the shorter names.
                    lower.replace_range(at..end, &"\0".repeat(end - at));
                }
                from = end;
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Name {
    fn of(name: &str, is_wordlike: bool) -> Self {
        let name = spaced(name);
        let is_exact = is_wordlike || name.chars().count() <= SHORT;
        Self { lower: name.to_lowercase(), exact: is_exact.then_some(name) }
    }
}

/// The text with single blanks.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name that stands there is not a part of a longer one: `Java` is none in `JavaScript`, `C` none in `C++`, and
/// `Node` none in `Node.js`.
fn is_word(text: &str, at: usize, end: usize) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#' | '_' | '\0');
    let before = text[..at].chars().next_back();
    let mut after = text[end..].chars();
    let goes_on = match after.next() {
        Some('.') => after.next().is_some_and(char::is_alphanumeric),
        next => next.is_some_and(part),
    };
    !goes_on && !before.is_some_and(|c| part(c) || c == '.')
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::rubric::{builtin::builtin, read};

    fn rubric() -> &'static Rubric {
        static READ: LazyLock<Rubric> =
            LazyLock::new(|| read(&builtin("backend-developer").unwrap().sources()).unwrap());
        &READ
    }

    #[track_caller]
    fn check(rubric: &Rubric, text: &str, wanted: &[&str]) {
        let found = Names::of(rubric).inside(text);
        let mut found: Vec<_> = found.into_iter().map(|skill| rubric[skill].id.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, wanted, "{text}");
    }

    #[test]
    fn names_are_whole_words_and_the_longest_wins() {
        let rubric = rubric();
        check(rubric, "JavaScript", &["javascript"]);
        check(rubric, "Java, Spring  Boot and MySQLish", &["java", "spring-boot"]);
        check(rubric, "I go out; they git it", &[]);
        check(rubric, "Go.", &["go"]);
        check(rubric, "Go/Java", &["go", "java"]);
        check(rubric, "C#, not C", &["csharp", "other-language"]);
        check(rubric, "SPRING BOOT", &["spring-boot"]);
    }

    #[test]
    fn what_is_covered_counts_and_words_need_their_capitals() {
        let rubric = r#"{
            "id": "x", "title": "X", "version": "1", "scale": [{ "name": "a" }, { "name": "b" }], "areas": [{ "id": "a", "title": "A" }],
            "skills": [
                { "id": "cassandra", "title": "Cassandra", "area": "a", "covers": ["DynamoDB"] },
                { "id": "express", "title": "Express", "area": "a", "wordlike": ["Express"] }
            ],
            "targets": [{ "id": "t", "title": "T", "kind": "switch", "requires": [{ "skill": "express", "level": 1 }] }]
        }"#;
        let rubric = &crate::rubric::read_json(rubric).unwrap();
        check(rubric, "tables in dynamodb", &["cassandra"]);
        check(rubric, "I express my thanks", &[]);
        check(rubric, "An API in Express", &["express"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_text_can_be_searched(text in any::<String>(), around in "[İKßǅ \0.+]{0,4}") {
            let rubric = rubric();
            let names = Names::of(rubric);
            let _ = names.inside(&text);
            let found = names.inside(&format!("{around} Kubernetes {around}"));
            prop_assert_eq!(found, vec![rubric.skill("kubernetes").unwrap()]);
        }
    }
}
