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
    /// Its letter, as in `-i`.
    pub short: Option<u8>,
    /// Its name, as in `--interface`.
    pub long: Option<&'static str>,
    /// The name of its value in help texts, if it takes one.
    pub value: Option<&'static str>,
    /// Where help lists it.
    pub category: Category,
    /// What it does, in a phrase.
    pub help: &'static str,
    /// Whether it is there.
    pub status: Status,
}

/// Whether an option is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does what its help says.
    Offered,
    /// It is accepted for the sake of old scripts, and changes nothing.
    Ignored,
    /// It is refused, for this reason.
    Refused(&'static str),
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
