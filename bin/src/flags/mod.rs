//! The options of the command line, each described once.
//!
//! [`table::FLAGS`] is the only list: [`parse`] recognizes what stands in it, [`help`] prints it,
//! and what an option does is found by its [`Id`]. Options of tcpdump that are left out stand in it
//! too, with the reason, so that using one is refused by name and not by "invalid option".

pub mod help;
pub mod parse;
pub mod table;

/// One option.
#[derive(Debug)]
pub struct Flag {
    /// What it is, for whoever acts on it.
    pub id: Id,
    /// Where help lists it.
    pub category: Category,
    /// Whether it is there.
    pub status: Status,
    /// Its letter, as in `-i`, or 0.
    letter: u8,
    /// Its name, the name of its value, and what it does in a phrase, with a `|` after each of the
    /// first two: one string, since each costs a relocation.
    text: &'static str,
}

impl Flag {
    /// Its letter, as in `-i`.
    #[must_use]
    pub fn short(&self) -> Option<u8> {
        (self.letter != 0).then_some(self.letter)
    }

    /// Its name, as in `--interface`.
    #[must_use]
    pub fn long(&self) -> Option<&'static str> {
        self.part(0)
    }

    /// The name of its value in help texts, if it takes one.
    #[must_use]
    pub fn value(&self) -> Option<&'static str> {
        self.part(1)
    }

    /// What it does. Empty for an option that is not there.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.part(2).unwrap_or_default()
    }

    fn part(&self, index: usize) -> Option<&'static str> {
        self.text.splitn(3, '|').nth(index).filter(|part| !part.is_empty())
    }
}

/// Whether an option is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does what its help says.
    Offered,
    /// It is accepted for the sake of old scripts, and changes nothing.
    Ignored,
    /// It is part of tcpdump's command line that has not been built yet.
    NotYet,
    /// It would need a cryptographic library.
    Crypto,
    /// It would need a reader of SNMP MIB modules.
    Mibs,
    /// It is there for the sake of tcpdump's own developers.
    Internal,
}

impl Status {
    /// Why the option is refused, if it is.
    #[must_use]
    pub const fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Offered | Self::Ignored => None,
            Self::NotYet => Some("it is not built yet"),
            Self::Crypto => Some("nothing is decrypted or signed here"),
            Self::Mibs => Some("SNMP MIB modules are not read"),
            Self::Internal => Some("it is for debugging tcpdump itself"),
        }
    }
}

/// Groups of options, in the order of help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Where packets come from.
    Source,
    /// Which packets, and the program that decides it.
    Filter,
    /// How packets are printed.
    Print,
    /// Where packets are kept.
    Savefile,
    /// Everything else.
    General,
}

impl Category {
    /// Every category, in order.
    pub const ALL: [Self; 5] =
        [Self::Source, Self::Filter, Self::Print, Self::Savefile, Self::General];

    /// Its title.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Source => "Where packets come from",
            Self::Filter => "Which packets",
            Self::Print => "How they are printed",
            Self::Savefile => "Where they are kept",
            Self::General => "General",
        }
    }
}

/// Names an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the table says what each is")]
pub enum Id {
    AbsoluteSequence,
    Ascii,
    AsDot,
    BufferSize,
    Count,
    CountOnly,
    Direction,
    DumpProgram,
    EspSecret,
    FilterFile,
    FilterParserDebug,
    FloatType,
    Foreign,
    Help,
    Hex,
    HexAscii,
    Immediate,
    Interface,
    IpOneLine,
    Lengths,
    LineBuffered,
    LinkHeader,
    LinkType,
    ListInterfaces,
    ListLinkTypes,
    ListTimeStampTypes,
    MeshHeader,
    Micro,
    MibModule,
    MonitorMode,
    Nano,
    NoChecksums,
    NoDomain,
    NoNames,
    NoOptimize,
    NoPromiscuous,
    Number,
    OldNames,
    PacketBuffered,
    PostRotate,
    Precision,
    Print,
    PrintSampling,
    Quiet,
    Read,
    ReadList,
    Relinquish,
    RotateCount,
    RotateSeconds,
    RotateSize,
    Skip,
    SnapLength,
    TcpSecret,
    TimeStamp,
    TimeStampType,
    TimeSize,
    Type,
    UndecodedNfs,
    Verbose,
    Version,
    Write,
}
