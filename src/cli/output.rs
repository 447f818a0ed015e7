//! The only place that prints.

use std::io::{self, Write};
use std::path::Path;

use super::failure::{Failure, Outcome};
use crate::wording;

/// Writes data to standard output. A reader that has gone away is no failure.
pub(crate) fn print(text: &str) -> Outcome {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::failed(format!("cannot write to standard output: {}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// The file that is meant by what was typed behind `--output`; none if it is standard output.
pub(crate) fn file(to: Option<&Path>) -> Option<&Path> {
    to.filter(|path| path.as_os_str() != "-")
}

/// Says something to the person, on standard error; if nobody listens, nobody minds.
pub(crate) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// What the system said.
pub(crate) fn reason(error: &io::Error) -> String {
    wording::reason(&error.to_string())
}
