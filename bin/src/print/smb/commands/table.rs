//! All commands by their numbers; [MS-CIFS], section 2.2.2.1, and "CIFS Technical Reference", section 5.1.

use super::Format::{self, Fields, Other, Raw};
use super::{Command, Shape, plain};
use crate::packed::text;

/// What several commands have: a path, a file, a count, a group, who sends to whom, where is read or written,
/// what is locked, and what is searched for.
const PATH: Format = Fields(text!("Path={z}\n"));
const HANDLE: Format = Fields(text!("Handle={2d}\n"));
const COUNT: Format = Fields(text!("Count={2d}\n"));
const GROUP: Format = Fields(text!("GroupID={2d}\n"));
const PARTIES: Format = Fields(text!("Source={z}\nDest={z}\n"));
const READ: Format = Fields(text!("Handle={2d}\nByteCount={2d}\nOffset={4d}\nCountLeft={2d}\n"));
const LOCK: Format = Fields(text!("Handle={2d}\nCount={4d}\nOffset={4d}\n"));
const SEARCH: Format = Fields(text!("Count={2d}\nAttrib={2a}\n"));

pub(super) static COMMANDS: [Command; 73] = [
    Command { request: [Other, PATH], ..plain(0x00, text!("SMBmkdir")) },
    Command { request: [Other, PATH], ..plain(0x01, text!("SMBrmdir")) },
    Command {
        request: [Fields(text!("Mode={2x}\nAttribute={2a}\n")), PATH],
        answer: [
            Fields(text!("Handle={2d}\nOAttrib={2a}\nTime={t}\nSize={4d}\nAccess={2x}\n")),
            Other,
        ],
        ..plain(0x02, text!("SMBopen"))
    },
    Command {
        request: [Fields(text!("Attrib={2a}\nTime={t}\n")), PATH],
        answer: [HANDLE, Other],
        ..plain(0x03, text!("SMBcreate"))
    },
    Command {
        request: [Fields(text!("Handle={2d}\nTime={t}\n")), Other],
        ..plain(0x04, text!("SMBclose"))
    },
    Command { request: [HANDLE, Other], ..plain(0x05, text!("SMBflush")) },
    Command { request: [Fields(text!("Attrib={2a}\n")), PATH], ..plain(0x06, text!("SMBunlink")) },
    Command {
        request: [Fields(text!("Attrib={2a}\n")), Fields(text!("OldPath={z}\nNewPath={z}\n"))],
        ..plain(0x07, text!("SMBmv"))
    },
    Command {
        request: [Other, PATH],
        answer: [Fields(text!("Attribute={2a}\nTime={t}\nSize={4d}\nRes=({5l})\n")), Other],
        ..plain(0x08, text!("SMBgetatr"))
    },
    Command {
        request: [Fields(text!("Attribute={2a}\nTime={t}\nRes=({5l})\n")), PATH],
        ..plain(0x09, text!("SMBsetatr"))
    },
    Command {
        request: [READ, Other],
        answer: [Fields(text!("Count={2d}\nRes=({4l})\n")), Other],
        ..plain(0x0a, text!("SMBread"))
    },
    Command { request: [READ, Other], answer: [COUNT, Other], ..plain(0x0b, text!("SMBwrite")) },
    Command { request: [LOCK, Other], ..plain(0x0c, text!("SMBlock")) },
    Command { request: [LOCK, Other], ..plain(0x0d, text!("SMBunlock")) },
    plain(0x0e, text!("SMBctemp")),
    Command {
        request: [Fields(text!("Attrib={2a}\nTime={t}\n")), PATH],
        answer: [HANDLE, Other],
        ..plain(0x0f, text!("SMBmknew"))
    },
    Command { request: [Other, PATH], ..plain(0x10, text!("SMBchkpth")) },
    plain(0x11, text!("SMBexit")),
    Command {
        request: [
            Fields(text!("Handle={2d}\nMode={2x}\nOffset={4d}\n")),
            Fields(text!("Offset={4d}\n")),
        ],
        ..plain(0x12, text!("SMBlseek"))
    },
    Command {
        request: [READ, Other],
        answer: [Fields(text!("Count={2d}\nRes=({4l})\n")), Other],
        ..plain(0x13, text!("SMBlockread"))
    },
    Command {
        request: [READ, Other],
        answer: [COUNT, Other],
        ..plain(0x14, text!("SMBwriteunlock"))
    },
    Command {
        request: [
            Fields(text!(
                "Handle={2d}\nOffset={4d}\nMaxCount={2d}\nMinCount={2d}\nTimeOut={4i}\nRes={2d}\n"
            )),
            Other,
        ],
        ..plain(0x1a, text!("SMBreadbraw"))
    },
    Command {
        request: [
            Fields(text!(
                "Handle={2d}\nOffset={4d}\nMaxCount={2d}\nMinCount={2d}\nTimeOut={4i}\nRes={2x}\n"
            )),
            Other,
        ],
        answer: [
            Fields(text!(
                "Offset={4d}\nTotCount={2d}\nRemaining={2d}\nRes=({2l})\nDataSize={2d}\n\
                 DataOff={2d}\n"
            )),
            Other,
        ],
        ..plain(0x1b, text!("SMBreadBmpx"))
    },
    plain(0x1c, text!("SMBreadBs")),
    Command {
        request: [
            Fields(text!(
                "Handle={2d}\nTotalCount={2d}\nRes={2x}\nOffset={4d}\nTimeOut={4i}\nWMode={2x}\n\
                 Res2={4x}\n{|}DataSize={2d}\nDataOff={2d}\n"
            )),
            Other,
        ],
        answer: [Fields(text!("WriteRawAck")), Other],
        ..plain(0x1d, text!("SMBwritebraw"))
    },
    Command {
        request: [
            Fields(text!(
                "Handle={2d}\nTotCount={2d}\nRes={2x}\nOffset={4d}\nTimeOut={4i}\nWMode={2x}\n\
                 Res2={4x}\nDataSize={2d}\nDataOff={2d}\n"
            )),
            Other,
        ],
        answer: [Fields(text!("Remaining={2d}\n")), Other],
        ..plain(0x1e, text!("SMBwriteBmpx"))
    },
    Command {
        request: [
            Fields(text!(
                "Handle={2d}\nTotCount={2d}\nOffset={4d}\nRes={4x}\nDataSize={2d}\nDataOff={2d}\n"
            )),
            Other,
        ],
        answer: [COUNT, Other],
        ..plain(0x1f, text!("SMBwriteBs"))
    },
    Command { answer: [COUNT, Other], ..plain(0x20, text!("SMBwritec")) },
    Command {
        request: [
            Fields(text!("Handle={2d}\nCreationTime={t}\nAccessTime={t}\nModifyTime={t}\n")),
            Other,
        ],
        ..plain(0x22, text!("SMBsetattrE"))
    },
    Command {
        request: [HANDLE, Other],
        answer: [
            Fields(text!(
                "CreationTime={t}\nAccessTime={t}\nModifyTime={t}\nSize={4d}\nAllocSize={4d}\n\
                 Attribute={2a}\n"
            )),
            Other,
        ],
        ..plain(0x23, text!("SMBgetattrE"))
    },
    Command {
        is_chained: true,
        request: [
            Fields(text!(
                "Com2={2x}\nOff2={2d}\nHandle={2d}\nLockType={2x}\nTimeOut={4i}\n\
                 UnlockCount={2d}\nLockCount={2d}\n"
            )),
            Fields(text!("{*}Process={2d}\nOffset={4d}\nLength={4d}\n")),
        ],
        answer: [Fields(text!("Com2={2x}\nOff2={2d}\n")), Raw],
        ..plain(0x24, text!("SMBlockingX"))
    },
    Command { shape: Shape::Transaction, ..plain(0x25, text!("SMBtrans")) },
    plain(0x26, text!("SMBtranss")),
    plain(0x27, text!("SMBioctl")),
    plain(0x28, text!("SMBioctls")),
    Command {
        request: [
            Fields(text!("TreeID2={2d}\nOFun={2x}\nFlags={2x}\n")),
            Fields(text!("Path={s}\nNewPath={s}\n")),
        ],
        answer: [Fields(text!("CopyCount={2d}\n")), Fields(text!("ErrStr={s}\n"))],
        ..plain(0x29, text!("SMBcopy"))
    },
    Command {
        request: [
            Fields(text!("TreeID2={2d}\nOFun={2x}\nFlags={2x}\n")),
            Fields(text!("Path={s}\nNewPath={s}\n")),
        ],
        answer: [Fields(text!("MoveCount={2d}\n")), Fields(text!("ErrStr={s}\n"))],
        ..plain(0x2a, text!("SMBmove"))
    },
    Command {
        request: [Fields(text!("ReverbCount={2d}\n")), Other],
        answer: [Fields(text!("SequenceNum={2d}\n")), Other],
        ..plain(0x2b, text!("SMBecho"))
    },
    Command {
        request: [
            Fields(text!("Handle={2d}\nCount={2d}\nOffset={4d}\nTime={t}\nRes=({6l})")),
            Other,
        ],
        answer: [COUNT, Other],
        ..plain(0x2c, text!("SMBwriteclose"))
    },
    Command {
        is_chained: true,
        request: [
            Fields(text!(
                "Com2={2x}\nOff2={2d}\nFlags={2x}\nMode={2x}\nSearchAttrib={2a}\nAttrib={2a}\n\
                 Time={t}\nOFun={2x}\nSize={4d}\nTimeOut={4i}\nRes={4x}\n"
            )),
            Fields(text!("Path={s}\n")),
        ],
        answer: [
            Fields(text!(
                "Com2={2x}\nOff2={2d}\nHandle={2d}\nAttrib={2a}\nTime={t}\nSize={4d}\n\
                 Access={2x}\nType={2x}\nState={2x}\nAction={2x}\nFileID={4x}\nRes={2x}\n"
            )),
            Other,
        ],
        ..plain(0x2d, text!("SMBopenX"))
    },
    Command {
        is_chained: true,
        request: [
            Fields(text!(
                "Com2={2x}\nOff2={2d}\nHandle={2d}\nOffset={4d}\nMaxCount={2d}\nMinCount={2d}\n\
                 TimeOut={4i}\nCountLeft={2d}\n"
            )),
            Other,
        ],
        answer: [
            Fields(text!(
                "Com2={2x}\nOff2={2d}\nRemaining={2d}\nRes={4x}\nDataSize={2d}\nDataOff={2d}\n\
                 Res=({4l})\n"
            )),
            Other,
        ],
        ..plain(0x2e, text!("SMBreadX"))
    },
    Command {
        is_chained: true,
        request: [
            Fields(text!(
                "Com2={2x}\nOff2={2d}\nHandle={2d}\nOffset={4d}\nTimeOut={4i}\nWMode={2x}\n\
                 CountLeft={2d}\nRes={2x}\nDataSize={2d}\nDataOff={2d}\n"
            )),
            Other,
        ],
        answer: [
            Fields(text!("Com2={2x}\nOff2={2d}\nCount={2d}\nRemaining={2d}\nRes={4x}\n")),
            Other,
        ],
        ..plain(0x2f, text!("SMBwriteX"))
    },
    Command { shape: Shape::Transaction2, ..plain(0x32, text!("SMBtrans2")) },
    plain(0x33, text!("SMBtranss2")),
    Command { request: [HANDLE, Other], ..plain(0x34, text!("SMBfindclose")) },
    Command { request: [HANDLE, Other], ..plain(0x35, text!("SMBfindnclose")) },
    Command {
        request: [Other, Fields(text!("Path={z}\nPassword={z}\nDevice={z}\n"))],
        answer: [Fields(text!("MaxXmit={2d}\nTreeId={2d}\n")), Other],
        ..plain(0x70, text!("SMBtcon"))
    },
    plain(0x71, text!("SMBtdis")),
    Command {
        shape: Shape::Negotiate,
        request: [Raw, Fields(text!("{*}Dialect={z}\n"))],
        answer: [Raw, Raw],
        ..plain(0x72, text!("SMBnegprot"))
    },
    Command {
        shape: Shape::SessionSetup,
        is_chained: true,
        request: [
            Fields(text!(
                "Com2={1x}\nRes1={1x}\nOff2={2d}\nMaxBuffer={2d}\nMaxMpx={2d}\nVcNumber={2d}\n\
                 SessionKey={4x}\nCaseInsensitivePasswordLength={2d}\n\
                 CaseSensitivePasswordLength={2d}\nRes={4x}\nCapabilities={4x}\n\
                 Pass1&Pass2&Account&Domain&OS&LanMan=\n"
            )),
            Raw,
        ],
        answer: [Raw, Raw],
        ..plain(0x73, text!("SMBsesssetupX"))
    },
    Command { is_chained: true, ..plain(0x74, text!("SMBulogoffX")) },
    Command {
        is_chained: true,
        request: [
            Fields(text!("Com2={2x}\nOff2={2d}\nFlags={2x}\nPassLen={2d}\nPasswd&Path&Device=\n")),
            Other,
        ],
        answer: [Fields(text!("Com2={2x}\nOff2={2d}\n")), Fields(text!("ServiceType={y}\n"))],
        ..plain(0x75, text!("SMBtconX"))
    },
    Command {
        answer: [
            Fields(text!(
                "TotalUnits={2d}\nBlocksPerUnit={2d}\nBlockSize={2d}\nFreeUnits={2d}\n\
                 Media={2x}\n"
            )),
            Other,
        ],
        ..plain(0x80, text!("SMBdskattr"))
    },
    Command {
        request: [
            SEARCH,
            Fields(text!(
                "Path={z}\nBlkType={1x}\nBlkLen={2d}\n{|}Res1={1x}\nMask={11f}\nSrv1={1x}\n\
                 DirIndex={2d}\nSrv2={2x}\nRes2={4x}\n"
            )),
        ],
        answer: [
            COUNT,
            Fields(text!(
                "BlkType={1x}\nBlkLen={2d}\n{*}\nRes1={1x}\nMask={11f}\nSrv1={1x}\n\
                 DirIndex={2d}\nSrv2={2x}\nRes2={4x}\nAttrib={1a}\nTime={u}\nSize={4d}\n\
                 Name={13f}\n"
            )),
        ],
        ..plain(0x81, text!("SMBsearch"))
    },
    Command {
        request: [
            SEARCH,
            Fields(text!(
                "Path={z}\nBlkType={1x}\nBlkLen={2d}\n{|}Res1={1x}\nMask={11f}\nSrv1={1x}\n\
                 DirIndex={2d}\nSrv2={2x}\n"
            )),
        ],
        answer: [
            COUNT,
            Fields(text!(
                "BlkType={1x}\nBlkLen={2d}\n{*}\nRes1={1x}\nMask={11f}\nSrv1={1x}\n\
                 DirIndex={2d}\nSrv2={2x}\nRes2={4x}\nAttrib={1a}\nTime={u}\nSize={4d}\n\
                 Name={13f}\n"
            )),
        ],
        ..plain(0x82, text!("SMBffirst"))
    },
    Command {
        request: [
            SEARCH,
            Fields(text!(
                "Path={z}\nBlkType={1x}\nBlkLen={2d}\n{|}Res1={1x}\nMask={11f}\nSrv1={1x}\n\
                 DirIndex={2d}\nSrv2={2x}\n"
            )),
        ],
        answer: [
            COUNT,
            Fields(text!(
                "BlkType={1x}\nBlkLen={2d}\n{*}\nRes1={1x}\nMask={11f}\nSrv1={1x}\n\
                 DirIndex={2d}\nSrv2={2x}\nRes2={4x}\nAttrib={1a}\nTime={u}\nSize={4d}\n\
                 Name={13f}\n"
            )),
        ],
        ..plain(0x83, text!("SMBfunique"))
    },
    Command {
        request: [
            SEARCH,
            Fields(text!(
                "Path={z}\nBlkType={1x}\nBlkLen={2d}\n{|}Res1={1x}\nMask={11f}\nSrv1={1x}\n\
                 DirIndex={2d}\nSrv2={2x}\n"
            )),
        ],
        answer: [
            COUNT,
            Fields(text!(
                "BlkType={1x}\nBlkLen={2d}\n{*}\nRes1={1x}\nMask={11f}\nSrv1={1x}\n\
                 DirIndex={2d}\nSrv2={2x}\nRes2={4x}\nAttrib={1a}\nTime={u}\nSize={4d}\n\
                 Name={13f}\n"
            )),
        ],
        ..plain(0x84, text!("SMBfclose"))
    },
    plain(0xa0, text!("SMBnttrans")),
    plain(0xa1, text!("SMBnttranss")),
    Command {
        is_chained: true,
        request: [
            Fields(text!(
                "Com2={2x}\nOff2={2d}\nRes={1d}\nNameLen={2n}\nFlags={4x}\n\
                 RootDirectoryFid={4d}\nAccessMask={4x}\nAllocationSize={8d}\n\
                 ExtFileAttributes={4x}\nShareAccess={4x}\nCreateDisposition={4x}\n\
                 CreateOptions={4x}\nImpersonationLevel={4x}\nSecurityFlags={1d}\n"
            )),
            Fields(text!("Path={c}\n")),
        ],
        answer: [
            Fields(text!(
                "Com2={2x}\nOff2={2d}\nOplockLevel={1d}\nFid={2d}\nCreateAction={4x}\n\
                 CreateTime={w}\nLastAccessTime={w}\nLastWriteTime={w}\nChangeTime={w}\n\
                 ExtFileAttributes={4x}\nAllocationSize={8d}\nEndOfFile={8d}\nFileType={2x}\n\
                 DeviceState={2x}\nDirectory={1d}\n"
            )),
            Other,
        ],
        ..plain(0xa2, text!("SMBntcreateX"))
    },
    plain(0xa4, text!("SMBntcancel")),
    Command {
        request: [Fields(text!("SetupLen={2d}\nMode={2x}\n")), Fields(text!("Ident={z}\n"))],
        answer: [HANDLE, Other],
        ..plain(0xc0, text!("SMBsplopen"))
    },
    Command { request: [HANDLE, Other], ..plain(0xc1, text!("SMBsplwr")) },
    Command { request: [HANDLE, Other], ..plain(0xc2, text!("SMBsplclose")) },
    Command {
        request: [Fields(text!("MaxCount={2d}\nStartIndex={2d}\n")), Other],
        answer: [
            Fields(text!("Count={2d}\nIndex={2d}\n")),
            Fields(text!("{*}Time={t}\nStatus={1x}\nJobID={2d}\nSize={4d}\nRes={1x}Name={16f}\n")),
        ],
        ..plain(0xc3, text!("SMBsplretq"))
    },
    Command { request: [Other, PARTIES], ..plain(0xd0, text!("SMBsends")) },
    Command { request: [Other, PARTIES], ..plain(0xd1, text!("SMBsendb")) },
    plain(0xd2, text!("SMBfwdname")),
    plain(0xd3, text!("SMBcancelf")),
    plain(0xd4, text!("SMBgetmac")),
    Command {
        request: [Other, PARTIES],
        answer: [GROUP, Other],
        ..plain(0xd5, text!("SMBsendstrt"))
    },
    Command { request: [GROUP, Other], ..plain(0xd6, text!("SMBsendend")) },
    Command { request: [GROUP, Other], ..plain(0xd7, text!("SMBsendtxt")) },
];
