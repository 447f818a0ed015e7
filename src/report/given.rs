//! What the command line named, so that a proposed command names it too.

use crate::wording::shell_word;

/// Rubric, answers and target, as far as the command line named them. A command that a report proposes names them too:
/// without them it would speak of other answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Given {
    /// What `--rubric` said.
    pub rubric: Option<String>,
    /// Whose answers the report is about.
    pub answers: Whose,
    /// What `--target` said.
    pub target: Option<String>,
    /// What else was said of the plan: options, each with its value if it has one.
    pub plan: Vec<(&'static str, Option<String>)>,
}

/// Whose answers a report is about, as a command can name them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Whose {
    /// The last assessment's, which a command takes unless told otherwise.
    #[default]
    Latest,
    /// Those of an assessment before the last, as `--at` named it; only `report` can.
    Earlier(String),
    /// Those of a file.
    File(String),
    /// Those that came through standard input, which nobody can read again.
    StandardInput,
    /// Somebody's, to show what a report is like: there is nothing to do with them but to answer for oneself.
    Sample,
}

/// Commands with what each is for.
pub(super) type Commands = Vec<(String, String)>;

/// Adds a command, if there is one.
pub(super) fn propose(commands: &mut Commands, command: Option<String>, what: impl Into<String>) {
    commands.extend(command.map(|command| (command, what.into())));
}

impl Given {
    /// Nothing but this rubric.
    pub fn rubric(name: Option<&str>) -> Self {
        Self { rubric: name.map(str::to_owned), ..Self::default() }
    }

    /// A command that reads, of the same rubric and answers; none where no command but `report` can name these.
    pub fn reading(&self, words: &str) -> Option<String> {
        match &self.answers {
            Whose::Earlier(_) | Whose::StandardInput => None,
            Whose::Latest | Whose::Sample => Some(self.of_rubric(words)),
            Whose::File(file) => Some(with(&self.of_rubric(words), "--answers", Some(file))),
        }
    }

    /// The same, for the same target.
    pub(super) fn reading_on(&self, words: &str) -> Option<String> {
        self.on_target(self.reading(words))
    }

    /// `report`, of the same rubric and answers.
    pub(super) fn report(&self, words: &str) -> Option<String> {
        match &self.answers {
            Whose::Earlier(at) => Some(with(&self.of_rubric(words), "--at", Some(at))),
            _ => self.reading(words),
        }
    }

    /// The same, for the same target.
    pub(super) fn report_on(&self, words: &str) -> Option<String> {
        self.on_target(self.report(words))
    }

    /// `plan` as it was asked for, with all that was said of it.
    pub(super) fn planning(&self, words: &str) -> Option<String> {
        let command = self.reading_on(words)?;
        Some(self.plan.iter().fold(command, |command, (option, value)| match value {
            Some(value) => with(&command, option, Some(value)),
            None => format!("{command} {option}"),
        }))
    }

    /// A command that records; none where the answers are not the last that were recorded.
    pub(super) fn recording(&self, words: &str) -> Option<String> {
        matches!(self.answers, Whose::Latest | Whose::Sample).then(|| self.of_rubric(words))
    }

    /// The same, for the same target.
    pub(super) fn recording_on(&self, words: &str) -> Option<String> {
        self.on_target(self.recording(words))
    }

    /// What is left to do with the answers of a file: to record them.
    pub(super) fn record(&self) -> Option<(String, String)> {
        let Whose::File(file) = &self.answers else { return None };
        let command = with(&self.of_rubric("assess"), "--answers", Some(file));
        Some((command, "record these answers as yours".to_owned()))
    }

    /// The rubric as a command names it: as it was given, else by its id.
    pub fn rubric_or(&self, id: &str) -> String {
        self.rubric.as_deref().map_or_else(|| id.to_owned(), shell_word)
    }

    /// The commands, or what there is to do after a sample.
    pub(super) fn or_begin(&self, commands: Commands) -> Commands {
        if self.answers == Whose::Sample {
            return vec![("skillgap assess".to_owned(), "answer for yourself".to_owned())];
        }
        commands
    }

    fn of_rubric(&self, words: &str) -> String {
        with(&format!("skillgap {words}"), "--rubric", self.rubric.as_ref())
    }

    fn on_target(&self, command: Option<String>) -> Option<String> {
        command.map(|command| with(&command, "--target", self.target.as_ref()))
    }
}

fn with(command: &str, option: &str, value: Option<&String>) -> String {
    value.map_or_else(|| command.to_owned(), |value| format!("{command} {option} {}", shell_word(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(rubric: &str, answers: Whose, target: &str) -> Given {
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Given { rubric: said(rubric), answers, target: said(target), plan: Vec::new() }
    }

    #[test]
    fn a_command_names_what_was_named() {
        let stored = Given::default();
        assert_eq!(stored.reading_on("plan").as_deref(), Some("skillgap plan"));
        assert_eq!(stored.recording("edit sql").as_deref(), Some("skillgap edit sql"));
        assert_eq!(stored.record(), None);
        let team = given("team rubric.toml", Whose::Latest, "mid");
        assert_eq!(team.reading_on("plan").as_deref(), Some("skillgap plan --rubric 'team rubric.toml' --target mid"));
        assert_eq!(team.recording("edit sql").as_deref(), Some("skillgap edit sql --rubric 'team rubric.toml'"));
    }

    #[test]
    fn of_the_answers_of_a_file_nothing_is_recorded() {
        let file = given("", Whose::File("ann.toml".to_owned()), "");
        assert_eq!(file.reading("explain sql").as_deref(), Some("skillgap explain sql --answers ann.toml"));
        assert_eq!(file.recording("edit sql"), None);
        assert_eq!(file.record().map(|(command, _)| command).as_deref(), Some("skillgap assess --answers ann.toml"));
    }

    #[test]
    fn what_came_through_standard_input_is_not_read_again() {
        let piped = given("", Whose::StandardInput, "");
        assert_eq!([piped.reading("plan"), piped.report("report"), piped.recording("edit sql")], [None, None, None]);
        assert_eq!(piped.record(), None);
    }

    #[test]
    fn only_a_report_names_an_earlier_assessment() {
        let earlier = given("", Whose::Earlier("2026-01-05".to_owned()), "mid");
        assert_eq!([earlier.reading_on("plan"), earlier.recording("edit sql")], [None, None]);
        assert_eq!(
            earlier.report_on("report -o gap.md").as_deref(),
            Some("skillgap report -o gap.md --at 2026-01-05 --target mid")
        );
    }

    #[test]
    fn a_plan_is_asked_for_as_it_was() {
        let mut given = given("", Whose::Latest, "mid");
        let said = |text: &str| Some(text.to_owned());
        given.plan = vec![("--start", said("2026-01-05")), ("--prefer", said("java")), ("--assume-lowest", None)];
        assert_eq!(
            given.planning("plan -o plan.md").as_deref(),
            Some("skillgap plan -o plan.md --target mid --start 2026-01-05 --prefer java --assume-lowest")
        );
        assert_eq!(given.reading_on("report").as_deref(), Some("skillgap report --target mid"));
    }
}
