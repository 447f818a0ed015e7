//! What the command line named, so that a proposed command names it too.

use crate::clean;

/// Rubric, answers and target, as far as the command line named them. A command that a report proposes names them too:
/// without them it would speak of other answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Given {
    /// What `--rubric` said.
    pub rubric: Option<String>,
    /// What `--answers` said.
    pub answers: Option<String>,
    /// What `--target` said.
    pub target: Option<String>,
    /// Whether the answers are a sample: then there is nothing to do with them but to answer for oneself.
    pub is_sample: bool,
}

/// Commands with what each is for.
pub(super) type Commands = Vec<(String, String)>;

impl Given {
    /// A command that reads, of the same rubric and answers.
    pub(super) fn reading(&self, words: &str) -> String {
        let options = [("--rubric", &self.rubric), ("--answers", &self.answers)];
        with(&format!("skillgap {words}"), &options)
    }

    /// The same, for the same target.
    pub(super) fn reading_on(&self, words: &str) -> String {
        with(&self.reading(words), &[("--target", &self.target)])
    }

    /// A command that records; none where the answers are those of a file, of which nothing is recorded.
    pub(super) fn recording(&self, words: &str) -> Option<String> {
        self.answers.is_none().then(|| with(&format!("skillgap {words}"), &[("--rubric", &self.rubric)]))
    }

    /// The same, for the same target.
    pub(super) fn recording_on(&self, words: &str) -> Option<String> {
        self.recording(words).map(|command| with(&command, &[("--target", &self.target)]))
    }

    /// What is left to do with the answers of a file: to record them.
    pub(super) fn record(&self) -> Option<(String, String)> {
        let file = self.answers.as_ref().filter(|file| *file != "-")?;
        let command = with("skillgap assess", &[("--rubric", &self.rubric), ("--answers", &Some(file.clone()))]);
        Some((command, "record these answers as yours".to_owned()))
    }

    /// The rubric as a command names it: as it was given, else by its id.
    pub(super) fn rubric_or(&self, id: &str) -> String {
        self.rubric.as_deref().map_or_else(|| id.to_owned(), word)
    }

    /// The commands, or what there is to do after a sample.
    pub(super) fn or_begin(&self, commands: Commands) -> Commands {
        if self.is_sample {
            return vec![("skillgap assess".to_owned(), "answer for yourself".to_owned())];
        }
        commands
    }
}

fn with(command: &str, options: &[(&str, &Option<String>)]) -> String {
    let said = options.iter().filter_map(|(option, value)| Some(format!(" {option} {}", word(value.as_deref()?))));
    said.fold(command.to_owned(), |command, option| command + &option)
}

/// A text as a word for the shell.
fn word(text: &str) -> String {
    let cleaned = clean::line(text);
    let is_plain = |c: char| c.is_alphanumeric() || "-_./@:+,=~\\".contains(c);
    if !cleaned.is_empty() && cleaned.chars().all(is_plain) {
        return cleaned.into_owned();
    }
    format!("'{}'", cleaned.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(rubric: &str, answers: &str, target: &str) -> Given {
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Given { rubric: said(rubric), answers: said(answers), target: said(target), is_sample: false }
    }

    #[test]
    fn a_command_names_what_was_named() {
        let stored = Given::default();
        assert_eq!(stored.reading_on("plan"), "skillgap plan");
        assert_eq!(stored.recording("edit sql").as_deref(), Some("skillgap edit sql"));
        assert_eq!(stored.record(), None);
        let team = given("team rubric.toml", "", "mid");
        assert_eq!(team.reading_on("plan"), "skillgap plan --rubric 'team rubric.toml' --target mid");
        assert_eq!(team.recording("edit sql").as_deref(), Some("skillgap edit sql --rubric 'team rubric.toml'"));
    }

    #[test]
    fn of_the_answers_of_a_file_nothing_is_recorded() {
        let file = given("", "ann.toml", "");
        assert_eq!(file.reading("explain sql"), "skillgap explain sql --answers ann.toml");
        assert_eq!(file.recording("edit sql"), None);
        assert_eq!(file.record().map(|(command, _)| command).as_deref(), Some("skillgap assess --answers ann.toml"));
        assert_eq!(given("", "-", "").record(), None);
    }

    #[test]
    fn a_word_stays_one_word() {
        assert_eq!(word("a/b-1.toml"), "a/b-1.toml");
        assert_eq!(word("it's"), r"'it'\''s'");
        assert_eq!(word("\u{1b}[2J"), r"'\u{1b}[2J'");
        assert_eq!(word(""), "''");
    }
}
