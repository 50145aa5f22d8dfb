//! The commands of SMB, and the fields of their requests and answers; [MS-CIFS], section 2.2.4.
//!
//! A command has words, which are counted, and bytes behind them. What is printed of each is a format of
//! [`super::fields`], which names of fields are those of SNIA's document.

mod table;

use super::Region;
use crate::print::toolkit::*;
use Format::{Fields, Other, Raw};

/// How the words or the bytes of a command are printed.
#[derive(Clone, Copy)]
pub(super) enum Format {
    /// By a format.
    Fields(Literal),
    /// As bytes, with nothing before them.
    Raw,
    /// As words or as bytes, with a name before them.
    Other,
    /// Not at all.
    Nothing,
}

/// What is special in a command.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    Plain,
    /// Its answers are told apart by how many words they have.
    Negotiate,
    SessionSetup,
    /// It carries another protocol.
    Transaction,
    Transaction2,
}

/// A command.
pub(super) struct Command {
    number: u8,
    pub(super) name: Literal,
    pub(super) shape: Shape,
    /// Whether another command may follow it in the message.
    pub(super) is_chained: bool,
    /// The words and the bytes of a request, and of an answer.
    request: [Format; 2],
    answer: [Format; 2],
}

/// A command of which no fields are known.
const fn plain(number: u8, name: Literal) -> Command {
    Command {
        number,
        name,
        shape: Shape::Plain,
        is_chained: false,
        request: [Other, Other],
        answer: [Other, Other],
    }
}

/// The command with a number.
pub(super) fn find(number: u8) -> &'static Command {
    static UNKNOWN: Command = plain(0, text!("SMBunknown"));
    table::COMMANDS.iter().find(|command| command.number == number).unwrap_or(&UNKNOWN)
}

impl Command {
    /// Whether it locks parts of a file.
    pub(super) fn is_locking(&self) -> bool {
        self.number == 0x24
    }

    /// Whether its texts may be in UTF-16: those of a negotiation come before that is agreed on.
    pub(super) fn has_unicode(&self) -> bool {
        !matches!(self.shape, Shape::Negotiate)
    }

    /// How its words and its bytes are printed, of which there are so many words; `large` tells that locks are
    /// of large files.
    pub(super) fn formats(&self, is_answer: bool, count: usize, large: bool) -> [Format; 2] {
        let [words, bytes] = if is_answer { self.answer } else { self.request };
        let bytes = match bytes {
            Fields(_) if self.is_locking() && large => {
                Fields(text!("{*}Process={2d}\n{+2}Offset={8h}\nLength={8h}\n"))
            }
            bytes => bytes,
        };
        let words = match (self.shape, is_answer, count) {
            (Shape::Negotiate, true, 1) => Fields(text!("Core Protocol\nDialectIndex={2d}")),
            (Shape::Negotiate, true, 13) => Fields(text!(
                "Coreplus/Lanman1/Lanman2 Protocol\nDialectIndex={2d}\nSecMode={2x}\n\
                 MaxXMit={2d}\nMaxMux={2d}\nMaxVcs={2d}\nBlkMode={2x}\nSessionKey={4x}\n\
                 ServerTime={u}\nTimeZone={2d}\nRes={4x}\nCryptKey="
            )),
            (Shape::Negotiate, true, 17) => Fields(text!(
                "NT1 Protocol\nDialectIndex={2d}\nSecMode={1x}\nMaxMux={2d}\nNumVcs={2d}\n\
                 MaxBuffer={4d}\nRawSize={4d}\nSessionKey={4x}\nCapabilities={4x}\n\
                 ServerTime={w}\nTimeZone={2d}\nCryptKey="
            )),
            (Shape::SessionSetup, true, 3) => Fields(text!("Com2={2x}\nOff2={2d}\nAction={2x}\n")),
            (Shape::SessionSetup, true, 13) => {
                let words = text!("Com2={1x}\nRes={1x}\nOff2={2d}\nAction={2x}\n");
                let bytes = text!("NativeOS={s}\nNativeLanMan={s}\nPrimaryDomain={s}\n");
                return [Fields(words), Fields(bytes)];
            }
            (Shape::SessionSetup, false, 10) => Fields(text!(
                "Com2={2x}\nOff2={2d}\nBufSize={2d}\nMpxMax={2d}\nVcNum={2d}\nSessionKey={4x}\n\
                 PassLen={2d}\nCryptLen={2d}\nCryptOff={2d}\nPass&Name=\n"
            )),
            (Shape::SessionSetup, false, _) => words,
            (_, _, 0) => Format::Nothing,
            _ => words,
        };
        [words, bytes]
    }
}

impl Format {
    /// Prints a region.
    pub(super) fn print(self, c: &mut Ctx<'_>, region: &mut Region<'_>, words: bool) -> Res {
        match self {
            Fields(format) => _ = region.fields(c, format)?,
            Raw => region.dump(c)?,
            Other if words => {
                for i in 0..region.left() / 2 {
                    region.word(c, i)?;
                }
            }
            Other => {
                put!(c, "smb_buf[]=\n");
                region.dump(c)?;
            }
            Format::Nothing => {}
        }
        Ok(())
    }
}
