//! `--what-if`: levels that are only supposed.

use jiff::civil::Date;

use super::failure::Failure;
use super::judged::Judged;
use super::rubrics::{self, Loaded};
use crate::assessment::{Answer, Rating};
use crate::rubric::{Level, SkillIx};
use crate::wording;

/// The levels that were typed, each as `sql=3`; every skill once.
pub(crate) fn levels(loaded: &Loaded, typed: &[String]) -> Result<Vec<(SkillIx, Level)>, Failure> {
    let mut levels: Vec<(SkillIx, Level)> = Vec::new();
    for one in typed {
        let (skill, level) = level(loaded, one)?;
        if levels.iter().any(|(known, _)| *known == skill) {
            let id = &loaded.rubric[skill].id;
            return Err(Failure::usage(format!("`--what-if` names `{id}` twice")).hint("give one level for each skill"));
        }
        levels.push((skill, level));
    }
    Ok(levels)
}

fn level(loaded: &Loaded, typed: &str) -> Result<(SkillIx, Level), Failure> {
    let Some((name, number)) = typed.rsplit_once('=') else {
        let said = format!("--what-if {}", wording::brief(typed));
        let failure = Failure::usage(format!("`{}` gives no level", said.trim_end()));
        return Err(failure.hint("name a skill and its level, such as `--what-if sql=3`"));
    };
    let skill = rubrics::skill(loaded, name.trim())?;
    let rubric = &loaded.rubric;
    let level = number.trim().parse().ok().and_then(|number| rubric.scale().level(number));
    let level = level.ok_or_else(|| {
        let failure = Failure::usage(format!("`{}` is not a level of this rubric", wording::brief(number.trim())));
        failure.hint(format!("levels go from 0 to {}", rubric.scale().max()))
    })?;
    Ok((skill, level))
}

/// Goes on as if these levels had been said on that day. Nothing is written.
pub(crate) fn suppose(judged: &mut Judged, levels: &[(SkillIx, Level)], on: Date) {
    for (skill, level) in levels {
        let answer = Answer::Rated(*level);
        let id = judged.rubric()[*skill].id.clone();
        judged.assessment.ratings.insert(id, Rating { answer, on, evidence: None, confidence: None, help: None });
        judged.answers.set(*skill, Some(answer));
    }
}
