//! Transactions of SMB, which carry other protocols: mailslots with the announcements of browsers, named pipes
//! with remote procedure calls of LAN Manager, and the second kind, with operations on files; [MS-CIFS],
//! sections 2.2.5 and 2.2.6, and [MS-BRWS].

use super::Message;
use super::fields::Region;
use crate::print::toolkit::*;

/// What the last request of the second kind asked for, which its answer does not say.
pub(crate) struct Asked {
    function: u16,
    level: u16,
}

impl Asked {
    /// Nothing was asked for.
    pub(crate) const fn new() -> Self {
        Self { function: 0, level: 0 }
    }
}

/// The parameters and the data of a transaction.
struct Parts<'a> {
    parameters: Region<'a>,
    data: Region<'a>,
}

impl<'a> Parts<'a> {
    /// They are where four words of the message say, the first of which has this number.
    fn new(message: &Message<'a>, first: usize) -> Res<Self> {
        let [length, offset] = [message.word(first)?, message.word(first + 1)?];
        let skipped = if message.is_answer { 1 } else { 0 };
        let second = first + 2 + skipped;
        let [data_length, data_offset] = [message.word(second)?, message.word(second + 1)?];
        Ok(Self {
            parameters: message.region(offset.into(), length.into()),
            data: message.region(data_offset.into(), data_length.into()),
        })
    }
}

/// Prints a transaction by name.
pub(super) fn named(c: &mut Ctx<'_>, message: &Message<'_>) -> Res {
    /// The longer one of the names that are looked for, with its zero.
    const LONGEST: usize = 17;
    let mut words = message.region(message.words, 2 * message.count);
    let format = if message.is_answer {
        text!(
            "TotParamCnt={2d}\nTotDataCnt={2d}\nRes1={2d}\nParamCnt={2d}\nParamOff={2d}\n\
             Res2={2d}\nDataCnt={2d}\nDataOff={2d}\nRes3={2d}\nLsetup={2d}\n"
        )
    } else {
        text!(
            "TotParamCnt={2d}\nTotDataCnt={2d}\nMaxParmCnt={2d}\nMaxDataCnt={2d}\nMaxSCnt={2d}\n\
             TransFlags={2x}\nRes1={2x}\nRes2={2x}\nRes3={2x}\nParamCnt={2d}\nParamOff={2d}\n\
             DataCnt={2d}\nDataOff={2d}\nSUCnt={2d}\n"
        )
    };
    let Parts { mut parameters, mut data } =
        Parts::new(message, if message.is_answer { 3 } else { 9 })?;
    words.fields(c, format)?;
    let length = message.length(c)?;
    if length == 0 {
        return Ok(());
    }
    let at = message.bytes() + 2;
    if !message.is_answer {
        let captured = message.b.captured().saturating_sub(at);
        let others = parameters.left() + data.left();
        let mut name = message.region(at, length.min(captured).saturating_sub(others));
        if !name.is_over() {
            name.fields(c, text!("Name={s}\n"))?;
        }
    }
    let name = message.b.get(at, LONGEST)?;
    if name.starts_with(b"\\MAILSLOT\\BROWSE\0") {
        let kind = data.b.u8(data.at)?;
        put!(c, "BROWSE PACKET\n");
        part(c, text!("Param "), &mut parameters)?;
        return browse(c, kind, &mut data);
    }
    if name.starts_with(b"\\PIPE\\LANMAN\0") {
        if !parameters.is_over() {
            parameters.fields(c, text!("Command={2x}\nStr1={s}\nStr2={s}\n"))?;
        }
        return part(c, text!("IPC "), &mut data);
    }
    for part in [&mut parameters, &mut data] {
        part.end = part.end.min(part.b.captured());
    }
    part(c, text!("Param "), &mut parameters)?;
    part(c, text!("Data "), &mut data)
}

/// Prints the bytes of a part, if it has some.
fn part(c: &mut Ctx<'_>, name: Literal, part: &mut Region<'_>) -> Res {
    if !part.is_over() {
        c.literal(name);
        part.fields(c, text!(""))?;
    }
    Ok(())
}

/// Prints what a browser announces or asks.
fn browse(c: &mut Ctx<'_>, kind: u8, data: &mut Region<'_>) -> Res {
    let format = match kind {
        1 => text!(
            "BROWSE PACKET:\nType={1x} (HostAnnouncement)\nUpdateCount={2x}\nRes1={1x}\n\
             AnnounceInterval={2d}\nName={Q}\nMajorVersion={1x}\nMinorVersion={1x}\n\
             ServerType={4x}\nElectionVersion={2x}\nBrowserConstant={2x}\n"
        ),
        2 => text!(
            "BROWSE PACKET:\nType={1x} (AnnouncementRequest)\nFlags={1x}\nReplySystemName={s}\n"
        ),
        8 => text!(
            "BROWSE PACKET:\nType={1x} (ElectionFrame)\nElectionVersion={1x}\nOSSummary={4x}\n\
             Uptime=({4x}, {4x})\nServerName={s}\n"
        ),
        9 => text!("BROWSE PACKET:\nType={1x} (GetBackupList)\nListCount?={1x}\nToken={4x}\n"),
        10 => text!(
            "BROWSE PACKET:\nType={1x} (BackupListResponse)\nServerCount?={1x}\nToken={4x}\n\
             {*}Name={s}\n"
        ),
        11 => text!("BROWSE PACKET:\nType={1x} (BecomeBackupBrowser)\nName={s}\n"),
        12 => text!(
            "BROWSE PACKET:\nType={1x} (WorkgroupAnnouncement)\nUpdateCount={2x}\nRes1={1x}\n\
             AnnounceInterval={2d}\nName={Q}\nMajorVersion={1x}\nMinorVersion={1x}\n\
             ServerType={4x}\nCommentPointer={4x}\nServerName={s}\n"
        ),
        13 => text!("BROWSE PACKET:\nType={1x} (MasterAnnouncement)\nMasterName={s}\n"),
        14 => text!("BROWSE PACKET:\nType={1x} (ResetBrowser)\nOptions={1x}\n"),
        15 => text!(
            "BROWSE PACKET:\nType={1x} (LocalMasterAnnouncement)\nUpdateCount={2x}\nRes1={1x}\n\
             AnnounceInterval={2d}\nName={Q}\nMajorVersion={1x}\nMinorVersion={1x}\n\
             ServerType={4x}\nElectionVersion={2x}\nBrowserConstant={2x}\n"
        ),
        _ => text!("Unknown Browser Frame "),
    };
    data.fields(c, format).map(|_| ())
}

/// Prints a transaction of the second kind.
pub(super) fn second(c: &mut Ctx<'_>, message: &Message<'_>) -> Res {
    const OPEN: u16 = 0;
    const FIND_FIRST: u16 = 1;
    const FILE_SYSTEM: u16 = 3;
    const OPERATIONS: Table = table!("TRANSACT2_OPEN";
        0: "TRANSACT2_OPEN" "TRANSACT2_FINDFIRST" "TRANSACT2_FINDNEXT" "TRANSACT2_QFSINFO"
            "TRANSACT2_SETFSINFO" "TRANSACT2_QPATHINFO" "TRANSACT2_SETPATHINFO"
            "TRANSACT2_QFILEINFO" "TRANSACT2_SETFILEINFO" "TRANSACT2_FSCTL" "TRANSACT2_IOCTL"
            "TRANSACT2_FINDNOTIFYFIRST" "TRANSACT2_FINDNOTIFYNEXT" "TRANSACT2_MKDIR",
    );
    let is_request = !message.is_answer;
    if is_request {
        c.flows.asked.function = message.word(14)?;
    }
    let function = c.flows.asked.function;
    if message.is_answer && message.count == 0 {
        put!(c, "{}\nTrans2Interim\n", Name(OPERATIONS, function.into()));
        return Ok(());
    }
    let Parts { mut parameters, mut data } = Parts::new(message, if is_request { 9 } else { 3 })?;
    put!(c, "{} param_length={}", Name(OPERATIONS, function.into()), parameters.left());
    put!(c, " data_length={}\n", data.left());
    if is_request && message.count == 8 {
        let format = text!(
            "Trans2Secondary\nTotParam={2d}\nTotData={2d}\nParamCnt={2d}\nParamOff={2d}\n\
             ParamDisp={2d}\nDataCnt={2d}\nDataOff={2d}\nDataDisp={2d}\nHandle={2d}\n"
        );
        let length = message.b.captured().saturating_sub(message.words);
        return message.region(message.words, length).fields(c, format).map(|_| ());
    }
    let format = if is_request {
        text!(
            "TotParam={2d}\nTotData={2d}\nMaxParam={2d}\nMaxData={2d}\nMaxSetup={1d}{+1}\nFlags={2x}\n\
             TimeOut={4i}\nRes1={2x}\nParamCnt={2d}\nParamOff={2d}\nDataCnt={2d}\nDataOff={2d}\n\
             SetupCnt={1d}\n{#}"
        )
    } else {
        text!(
            "TotParam={2d}\nTotData={2d}\nRes1={2x}\nParamCnt={2d}\nParamOff={2d}\nParamDisp{2d}\n\
             DataCnt={2d}\nDataOff={2d}\nDataDisp={2d}\nSetupCnt={1d}\n{#}"
        )
    };
    message.region(message.words, usize::MAX).fields(c, format)?;
    if message.length(c)? == 0 {
        return Ok(());
    }
    match function {
        FIND_FIRST => {
            let format = if is_request {
                text!("Attribute={2a}\nSearchCount={2d}\nFlags={2x}\nLevel={2d}\n{+4}File={s}\n")
            } else {
                text!("Handle={2x}\nCount={2d}\nEOS={2x}\nEoffset={2d}\nLastNameOfs={2x}\n")
            };
            parameters.fields(c, format)?;
            plain(c, &mut data)
        }
        FILE_SYSTEM if is_request => {
            c.flows.asked.level = parameters.b.u16(parameters.at)?.swap_bytes();
            parameters.fields(c, text!("InfoLevel={2d}\n"))?;
            plain(c, &mut data)
        }
        FILE_SYSTEM => {
            let (start, format) = (data.at, file_system(c.flows.asked.level));
            data.fields(c, format)?;
            data.at = start;
            plain(c, &mut data)
        }
        _ => {
            let format = match (function, is_request) {
                (1..=13, _) => text!("Parameters=\n"),
                (OPEN.., true) => text!(
                    "Flags2={2x}\nMode={2x}\nSearchAttrib={2a}\nAttrib={2a}\nTime={t}\n\nOFun={2x}\n\
                     Size={4d}\nRes=({5L})\nPath={s}"
                ),
                (OPEN.., false) => text!(
                    "Handle={2d}\nAttrib={2a}\nTime={t}\n\nSize={4d}\nAccess={2x}\nType={2x}\n\
                     State={2x}\nAction={2x}\nInode={4x}\nOffErr={2d}\n{|}EALength={2d}\n"
                ),
            };
            parameters.fields(c, format)?;
            data.fields(c, text!("Data=\n")).map(|_| ())
        }
    }
}

/// What a level of information on a file system has.
fn file_system(level: u16) -> Literal {
    match level {
        1 => text!("idFileSystem={4x}\nSectorUnit={4d}\nUnit={4d}\nAvail={4d}\nSectorSize={2d}\n"),
        2 => text!("CreationTime={t}\nVolNameLength={1n}\nVolumeLabel={0f}\n"),
        0x105 => text!("Capabilities={4x}\nMaxFileLen={4d}\nVolNameLen={4n}\nVolume={c}\n"),
        _ => text!("UnknownLevel\n"),
    }
}

/// Prints data as bytes, if there are some.
fn plain(c: &mut Ctx<'_>, data: &mut Region<'_>) -> Res {
    if data.is_over() {
        return Ok(());
    }
    put!(c, "data:\n");
    data.dump(c)
}
