//! The only place that prints.

use std::io::{self, Write};
use std::path::Path;

use super::failure::{Failure, Outcome};
use super::session::Session;

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

/// Says something to the person, on standard error; if nobody listens, nobody minds.
pub(crate) fn say(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Puts a report where it was asked for: into a file, or on standard output.
pub(crate) fn deliver(session: &Session, text: &str, to: Option<&Path>) -> Outcome {
    match to {
        Some(path) if path.as_os_str() != "-" => {
            session.export(path, text)?;
            say(&format!("wrote {}", super::shown(path)));
            Ok(())
        }
        _ => print(text),
    }
}

/// What the system said, without its number.
pub(crate) fn reason(error: &io::Error) -> String {
    let said = error.to_string();
    let said = said.split(" (os error").next().unwrap_or(&said).to_owned();
    let mut letters = said.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
