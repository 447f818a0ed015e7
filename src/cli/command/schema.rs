//! `schema`: what the JSON of each command looks like.

use crate::cli::args::{Format, Schema, To};
use crate::cli::failure::{Failure, Outcome};
use crate::cli::session::Session;
use crate::report::schema::{self, SCHEMAS};
use crate::wording;

pub(super) fn run(session: &Session, args: &Schema) -> Outcome {
    let Some(name) = &args.name else {
        let list = schema::terminal(session.terminal.style());
        return session.publish(&list, Format::Table, To { path: args.output.as_deref(), force: args.force });
    };
    let Some(found) = SCHEMAS.iter().find(|schema| schema.name == name) else {
        let failure = Failure::usage(format!("there is no schema `{}`", wording::brief(name)));
        let near = wording::closest(name, SCHEMAS.iter().map(|schema| schema.name));
        return Err(failure.hint(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`skillgap schema` lists them".to_owned(),
        }));
    };
    session.publish(found.text, Format::Json, To { path: args.output.as_deref(), force: args.force })
}
