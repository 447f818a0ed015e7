//! `schema`: what the JSON of each command looks like.

use crate::cli::args::{Format, Schema};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::session::Session;
use crate::report::schema::{self, SCHEMAS};
use crate::wording;

pub(super) fn run(session: &Session, args: &Schema) -> Outcome {
    let Some(name) = &args.name else {
        let list = schema::terminal(session.terminal.style());
        return session.deliver(&list, Format::Table, args.output.as_deref());
    };
    let Some(found) = SCHEMAS.iter().find(|schema| schema.name == name) else {
        let failure = Failure::usage(format!("there is no schema `{}`", wording::brief(name)));
        let near = wording::closest(name, SCHEMAS.iter().map(|schema| schema.name));
        return Err(failure.hint(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`skillgap schema` lists them".to_owned(),
        }));
    };
    session.deliver(found.text, Format::Json, args.output.as_deref())
}
