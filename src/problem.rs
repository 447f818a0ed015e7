//! Cellar: a fault in a file that a person wrote, with its place and the way out.

use std::collections::HashMap;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What kind of fault it is: stable, so that it can be looked up and filtered.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// Every code, in the order of their definition.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code as it is printed, in kebab case.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }
        }
    };
}

codes! {
    /// The file is no TOML (or JSON).
    Syntax = "syntax",
    /// The file is larger than 2 MiB.
    TooLarge = "too-large",
    /// The file holds bytes that are no UTF-8.
    NotUtf8 = "not-utf8",
    /// A key that nothing reads.
    UnknownKey = "unknown-key",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A value of another type than asked for.
    WrongType = "wrong-type",
    /// A text without a word in it.
    EmptyText = "empty-text",
    /// A word that is none of the few that are allowed.
    UnknownWord = "unknown-word",
    /// An id with characters that ids do not have, or too long.
    InvalidId = "invalid-id",
    /// A number that is infinite or no number.
    NotFinite = "not-finite",
    /// A number, level or date out of its bounds.
    OutOfBounds = "out-of-bounds",
    /// A list with too many or too few items.
    WrongLength = "wrong-length",
    /// More of something than any rubric or answers file needs.
    TooMany = "too-many",
    /// A text that is longer than anybody reads.
    TooLong = "too-long",
    /// An id that stands for two things.
    DuplicateId = "duplicate-id",
    /// A title or alias that means two skills.
    DuplicateName = "duplicate-name",
    /// The same thing twice in a list that may name it once.
    DuplicateEntry = "duplicate-entry",
    /// The same rank on two targets of the ladder.
    DuplicateRank = "duplicate-rank",
    /// A reference to something that is not there.
    UnknownReference = "unknown-reference",
    /// Prerequisites that need each other.
    PrerequisiteCycle = "prerequisite-cycle",
    /// A key that stands in more than one file of a rubric folder.
    RepeatedKey = "repeated-key",
    /// A key that has no business beside another value of its table.
    MisplacedKey = "misplaced-key",
    /// A text with control characters or hidden direction marks.
    ControlCharacter = "control-character",
    /// A file of a format that a newer version of this program wrote.
    NewerFormat = "newer-format",
    /// A hint: an anchor that does not begin with "I".
    AnchorVoice = "anchor-voice",
    /// A hint: an anchor that takes more than two lines of a screen.
    LongAnchor = "long-anchor",
    /// A hint: anchors of neighbouring levels that differ by a word or two.
    AlikeAnchors = "alike-anchors",
    /// A hint: a title with two skills in it.
    DoubleTitle = "double-title",
    /// A hint: an area with too many skills to be surveyed.
    CrowdedArea = "crowded-area",
    /// A hint: a skill without exercises.
    MissingPractice = "missing-practice",
    /// A hint: a target with more than a third of its weights in one area.
    LopsidedTarget = "lopsided-target",
    /// A hint: a rung of the ladder that asks less than the one below.
    StepsDown = "steps-down",
    /// A hint: a skill that nothing refers to.
    UnusedSkill = "unused-skill",
    /// A hint: a resource whose address is not https.
    InsecureResource = "insecure-resource",
    /// A hint: an anchor of level 2 that is true only of what was done with help.
    OnlyWithHelp = "only-with-help",
    /// A hint: an anchor that asks for one product, while others count as well.
    OneProduct = "one-product",
    /// A hint: hours that grow alike for every skill.
    AlikeHours = "alike-hours",
    /// A hint: a requirement of much weight without a floor.
    MissingFloor = "missing-floor",
    /// A hint: a group member that needs none of what the other members build on.
    RootlessMember = "rootless-member",
    /// A hint: names of two skills that are spellings of each other.
    AlikeNames = "alike-names",
}

impl Code {
    /// Whether it is no fault, but advice on how a sound rubric becomes a better one.
    pub const fn is_hint(self) -> bool {
        matches!(
            self,
            Self::AnchorVoice
                | Self::LongAnchor
                | Self::AlikeAnchors
                | Self::DoubleTitle
                | Self::CrowdedArea
                | Self::MissingPractice
                | Self::LopsidedTarget
                | Self::StepsDown
                | Self::UnusedSkill
                | Self::InsecureResource
                | Self::OnlyWithHelp
                | Self::OneProduct
                | Self::AlikeHours
                | Self::MissingFloor
                | Self::RootlessMember
                | Self::AlikeNames
        )
    }
}

/// A stretch of one of the sources that are read together, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Place {
    /// Which source.
    pub file: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// One fault at one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What kind of fault it is.
    pub code: Code,
    /// What is wrong, in lower case without a full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// A word or two that stand beside the caret.
    pub label: Option<String>,
    /// Other places that have to do with it, each with what it is.
    pub related: Vec<(Place, String)>,
    /// How to mend it.
    pub help: Option<String>,
    /// Where more of the same kind are that are not reported by themselves.
    pub alike: Vec<Place>,
}

impl Problem {
    /// A fault with its place and message; the rest is added by the methods below.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place, label: None, related: Vec::new(), help: None, alike: Vec::new() }
    }

    /// Says what stands at the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Shows another place too.
    #[must_use]
    pub fn related(mut self, place: Place, what: impl Into<String>) -> Self {
        self.related.push((place, what.into()));
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Problem {
    /// What it has in common with others of its kind: its code and message without what it quotes. All that is no id is
    /// one kind.
    fn kind(&self) -> (Code, String) {
        if self.code == Code::InvalidId {
            return (self.code, String::new());
        }
        let unquoted = self.message.split('`').step_by(2).collect::<Vec<_>>().join("`");
        (self.code, unquoted.chars().filter(|c| !c.is_ascii_digit()).collect())
    }
}

/// The problems in the order of their places. Of more than a few of one kind, which are mostly one slip made everywhere,
/// the first few are kept, and the last of them knows where the rest are.
pub fn told_once(mut problems: Vec<Problem>) -> Vec<Problem> {
    const EACH: usize = 3;
    problems.sort_by_key(|problem| problem.place);
    let mut kept: Vec<Problem> = Vec::new();
    let mut kinds: HashMap<(Code, String), (usize, usize)> = HashMap::new();
    for problem in problems {
        let (count, last) = kinds.entry(problem.kind()).or_default();
        *count += 1;
        if *count <= EACH {
            *last = kept.len();
            kept.push(problem);
        } else {
            kept[*last].alike.push(problem.place);
        }
    }
    kept
}
