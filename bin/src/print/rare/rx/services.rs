//! The services of the Andrew file system: their operations, and what calls of these and answers
//! have with them, in the notation of [`values`](super::values).

use super::values::Reader;
use crate::print::toolkit::*;

/// A service, which its port names.
pub(super) struct Service {
    name: Literal,
    /// The longest text that it takes.
    longest: usize,
    names: Table,
    calls: Table,
    answers: Table,
}

/// The services from the first port on; on the ports without a name nothing is printed of what is said.
static SERVICES: [Service; 8] = [
    Service {
        name: text!("fs"),
        longest: 256,
        names: table!("op#{}";
            130: "fetch-data" "fetch-acl" "fetch-status" "store-data" "store-acl" "store-status"
            "remove-file" "create-file" "rename" "symlink" "link" "makedir" "rmdir" "oldsetlock"
            "oldextlock" "oldrellock" "get-stats" "give-cbs" "get-vlinfo" "get-vlstats"
            "set-vlstats" "get-rootvl" "check-token" "get-time" "nget-vlinfo" "bulk-stat" "setlock"
            "extlock" "rellock" "xstat-ver" "get-xstat" "dfs-lookup" "dfs-flushcps" "dfs-symlink",
            220: "residency", 65536: "inline-bulk-status" "fetch-data-64" "store-data-64"
            "give-up-all-cbs" "get-caps" "cb-rx-conn-addr",
        ),
        calls: table!("";
            130: "{F} offset{n} length{n}" "{F}" "{F}" "{F}{S} offset{n} length{n} flen{n}" "{F}{A}"
            "{F}{S}" "{F}{s}" "{F}{s}{S}" " old{F}{s} new{F}{s}" "{F}{s} link to{s}"
            "{F}{s} link to{F}" "{F}{s}{S}" "{F}{s}" "{F}" "{F}" "{F}", 148: "{s}" " volid{n}"
            " volid{n}", 154: " volname{s}" "{,}{F}" "{F}" "{F}" "{F}", 65536: "{,}{F}"
            "{F} offset{l} length{l}" "{F}{S} offset{l} length{l} flen{l}", 65541: " addr{n}",
        ),
        answers: table!("";
            131: "{A}", 137: " new{F}", 141: " new{F}", 151: " root volume{s}", 153: "{D}",
        ),
    },
    Service {
        name: text!("cb"),
        longest: 0,
        names: table!("op#{}";
            204: "callback" "initcb" "probe" "getlock" "getce" "xstatver" "getxstat" "initcb2"
            "whoareyou" "initcb3" "probeuuid" "getsrvprefs" "getcellservdb" "getlocalcell"
            "getcacheconf", 65536: "getce64" "getcellbynum" "tellmeaboutyourself",
        ),
        calls: table!(""; 204: "{C}", 214: " afsuuid{U}"),
        answers: table!(""; 213: "{U}"),
    },
    Service {
        name: text!("pt"),
        longest: 64,
        names: table!("op#{}";
            500: "new-user" "where-is-it" "dump-entry" "add-to-group" "name-to-id" "id-to-name"
            "delete" "remove-from-group" "get-cps" "new-entry" "list-max" "set-max" "list-entry"
            "change-entry" "list-elements" "same-mbr-of" "set-fld-sentry" "list-owned" "get-cps2"
            "get-host-cps" "update-entry" "list-entries", 530: "list-super-groups",
        ),
        calls: table!("";
            500: "{s} id{i} oldid{i}" " id{i}" " pos{i}" " uid{i} gid{i}" "{+}{v}" " ids:{+}{i}"
            " id{i}" " uid{i} gid{i}" " id{i}" "{s} flag{i} oid{i}", 511: " id{i} gflag{i}"
            " id{i}" " id{i}{s} oldid{i} newid{i}" " id{i}" " uid{i} gid{i}", 517: " id{i}"
            " id{i}" " id{i}" " id{i}{s}", 530: " id{i}",
        ),
        answers: table!("";
            504: " ids:{+}{i}" "{+}{v}", 508: "{+}{i}", 510: " maxuid{i} maxgid{i}", 514: "{+}{i}",
            517: "{+}{i}" "{+}{i}" "{+}{i}",
        ),
    },
    Service {
        name: text!("vldb"),
        longest: 65,
        names: table!("op#{}";
            501: "create-entry" "delete-entry" "get-entry-by-id" "get-entry-by-name"
            "get-new-volume-id" "replace-entry" "update-entry" "setlock" "releaselock" "list-entry"
            "list-attrib" "linked-list" "get-stats" "probe" "get-addrs" "change-addr"
            "create-entry-n" "get-entry-by-id-n" "get-entry-by-name-n" "replace-entry-n"
            "list-entry-n" "list-attrib-n" "linked-list-n" "update-entry-by-name" "create-entry-u"
            "get-entry-by-id-u" "get-entry-by-name-u" "replace-entry-u" "list-entry-u"
            "list-attrib-u" "linked-list-u" "regaddr" "get-addrs-u" "list-attrib-n2",
        ),
        calls: table!("";
            501: "{v}" " volid{i}{T}" " volid{i}{T}" "{s}" " bump{i}" " volid{i}{T}{v}"
            " volid{i}{T}" " volid{i}{T}" " volid{i}{T}" " index{i}", 517: "{v}" " volid{i}{T}"
            "{s}" " volid{i}{T}{v}" " index{i}", 524: "{s}", 527: "{s}",
        ),
        answers: table!("";
            503: "{v}{O}" "{v}{O}" " newvol{n}", 510: " count{i} nextindex{i}{v}{O}",
            518: "{v}{N}" "{v}{N}", 521: " count{i} nextindex{i}{v}{N}", 526: "{v}{V}" "{v}{V}",
            529: " count{i} nextindex{i}{v}{N}",
        ),
    },
    Service {
        name: text!("kauth"),
        longest: 64,
        names: table!("op#{}";
            1: "auth-old" "change-pw" "get-ticket-old" "set-pw" "set-fields" "create-user"
            "delete-user" "get-entry" "list-entry" "get-stats" "debug" "get-pw" "get-random-key"
            "unlock" "lock-status", 21: "authenticate" "authenticate-v2" "get-ticket",
        ),
        calls: table!("";
            1: " principal{s}{s}" " principal{s}{s}" " kvno{i} domain{s}{K} principal{s}{s}"
            " principal{s}{s} kvno{i}" " principal{s}{s}" " principal{s}{s}" " principal{s}{s}"
            " principal{s}{s}", 12: " name{s}", 14: " principal{s}{s}" " principal{s}{s}",
            21: " principal{s}{s}" " principal{s}{s}" " kvno{i} domain{s}{K} principal{s}{s}",
        ),
        answers: table!("";),
    },
    Service {
        name: text!("vol"),
        longest: 256,
        names: table!("op#{}";
            100: "create-volume" "delete-volume" "restore" "forward" "end-trans" "clone"
            "set-flags" "get-flags" "trans-create" "dump" "get-nth-volume" "set-forwarding"
            "get-name" "get-status" "sig-restore" "list-partitions" "list-volumes" "set-id-types"
            "monitor" "partition-info" "reclone" "list-one-volume" "nuke" "set-date"
            "x-list-volumes" "x-list-one-volume" "set-info" "x-list-partitions" "forward-multiple",
            65536: "convert-ro" "get-size" "dump-v2",
        ),
        calls: table!("";
            100: " partition{n} name{s} type{n} parent{n}" " trans{n}" " totrans{n} flags{n}"
            " fromtrans{n} fromdate{D}{E} desttrans{i}" " trans{n}"
            " trans{n} purgevol{n} newtype{n} newname{s}" " trans{n} flags{n}" " trans{n}"
            " vol{n} partition{n} flags{n}" " fromtrans{n} fromdate{D}" " index{n}"
            " tid{n} newsite{n}" " tid" " tid" " name{s} type{n} pid{n} cloneid{n}",
            116: " partition{n} flags{n}" " tid{n} name{s} type{n} pid{n} clone{n} backup{n}",
            119: " name{s}" " tid{n}" " partid{n} volid{n}" " partid{n} volid{n}" " tid{n} date{D}"
            " partid{n} volid{n}" " partid{n} volid{n}" " tid{n}",
            128: " fromtrans{n} fromdate{D}{,}{E}", 65536: " partid{n} volid{n}",
            65538: " fromtrans{n} fromdate{D} flags{n}",
        ),
        answers: table!("";
            100: " volid{n} trans{n}", 104: "{n}" " newvol{n}", 107: "{n}" " trans{n}",
            110: " volume{n} partition{n}", 112: "{s}"
            " volid{n} nextuniq{n} type{n} parentid{n} clone{n} backup{n} restore{n} \
             maxquota{n} minquota{n} \
             owner{n} create{D} access{D} update{D} expire{D} backup{D} copy{D}",
            116: "{,} name{w} volid{n} type{t}", 121: "{,} name{w} volid{n} type{t}",
        ),
    },
    Service {
        name: text!(""),
        longest: 0,
        names: table!("";),
        calls: table!("";),
        answers: table!("";),
    },
    Service {
        name: text!("bos"),
        longest: 256,
        names: table!("op#{}";
            80: "create-bnode" "delete-bnode" "set-status" "get-status" "enumerate-instance"
            "get-instance-info" "get-instance-parm" "add-superuser" "delete-superuser"
            "list-superusers" "list-keys" "add-key" "delete-key" "set-cell-name" "get-cell-name"
            "get-cell-host" "add-cell-host" "delete-cell-host" "set-t-status" "shutdown-all"
            "restart-all" "startup-all" "set-noauth-flag" "re-bozo" "restart" "start-bozo-install"
            "uninstall" "get-dates" "exec" "prune" "set-restart-time" "get-restart-time"
            "start-bozo-log" "wait-all" "get-instance-strings" "get-restricted" "set-restricted",
        ),
        calls: table!("";
            80: " type{s} instance{s}" "{s}" "{s} status{i}" "{s}" "{i}" "{s}" "{s} num{i}" "{s}"
            "{s}" "{i}" "{i}" "{i}" "{i}" "{s}", 95: "{i}" "{s}" "{s}" "{s} status{i}", 104: "{s}"
            "{s} size{i} flags{i} date{i}" "{s}", 108: "{s}", 112: "{s}", 114: "{s}",
        ),
        answers: table!("";),
    },
];
const FIRST_PORT: u16 = 7000;

/// What servers of one service say to each other.
static UBIK: Service = Service {
    name: text!("ubik"),
    longest: 0,
    names: table!("";
        10000: "vote-beacon" "vote-debug-old" "vote-sdebug-old" "vote-getsyncsite" "vote-debug"
        "vote-sdebug" "vote-xdebug" "vote-xsdebug", 20000: "disk-begin" "disk-commit" "disk-lock"
        "disk-write" "disk-getversion" "disk-getfile" "disk-sendfile" "disk-abort"
        "disk-releaselocks" "disk-truncate" "disk-probe" "disk-writev" "disk-interfaceaddr"
        "disk-setversion",
    ),
    calls: table!("";
        10000: "{Y} votestart{D} dbversion{2} tid{2}", 10003: " site{n}",
        20000: " tid{2}" " tid{2}" " tid{2} file{i} pos{i} length{i}{z}" " tid{2} file{i} pos{i}",
        20005: " file{i}" " file{i} length{i} dbversion{2}" " tid{2}" " tid{2}"
        " tid{2} file{i} length{i}" " tid{2}", 20012: " tid{2} oldversion{2} newversion{2}",
    ),
    answers: table!(""; 10000: " vote no", 20004: " dbversion{2}"),
};

const FS_ERRORS: Table = table!("#{}";
    101: "salvage volume" "no such vnode" "no such volume" "volume exist" "no service"
    "volume offline" "voline online" "diskfull" "diskquota exceeded" "volume busy" "volume moved"
    "AFS IO error", 0xffff_ff9c: "restarting fileserver",
);

impl Service {
    /// The service at a port.
    pub(super) fn at(port: u16) -> Option<&'static Self> {
        let at = usize::from(port.checked_sub(FIRST_PORT)?);
        SERVICES.get(at).filter(|service| !service.name.is_empty())
    }

    /// Prints which operation of which service it is; answers whose it is.
    fn name(&'static self, c: &mut Ctx<'_>, what: Literal, operation: u32) -> &'static Self {
        let is_replicated = [text!("pt"), text!("vldb"), text!("kauth")].contains(&self.name);
        put!(c, " {}", self.name);
        let of = if is_replicated && UBIK.names.get(operation).is_some() {
            put!(c, " ubik");
            &UBIK
        } else {
            self
        };
        put!(c, " {} {}", what, Name(of.names, operation));
        of
    }

    /// Prints a call.
    pub(super) fn call(&'static self, c: &mut Ctx<'_>, operation: u32, b: &Bytes<'_>) -> Res {
        let of = self.name(c, text!("call"), operation);
        of.values(c, of.calls, operation, b)
    }

    /// Prints an answer, or why there is none.
    pub(super) fn reply(
        &'static self,
        c: &mut Ctx<'_>,
        operation: u32,
        is_abort: bool,
        b: &Bytes<'_>,
    ) -> Res {
        // Of an answer without a body only these two are named.
        if b.len() == 0 && ![text!("pt"), text!("vldb")].contains(&self.name) {
            return Ok(());
        }
        let of = self.name(c, text!("reply"), operation);
        if !is_abort {
            return of.values(c, of.answers, operation, b);
        }
        if self.name == text!("fs") {
            let error = b.u32(0)?;
            match FS_ERRORS.get(error) {
                Some(name) => put!(c, " error {}", name),
                None => put!(c, " error #{}", error as i32),
            }
            return Ok(());
        }
        let is_vote = of.name == text!("ubik") && operation == 10000;
        let format = if is_vote { " vote yes until{D}" } else { " errcode{i}" };
        self.read(c, format.into(), b)
    }

    fn values(&self, c: &mut Ctx<'_>, table: Table, operation: u32, b: &Bytes<'_>) -> Res {
        table.get(operation).map_or(Ok(()), |format| self.read(c, format, b))
    }

    /// Prints the values of a message; where one is cut, the service is named.
    fn read(&self, c: &mut Ctx<'_>, format: Text<'_>, b: &Bytes<'_>) -> Res {
        let mut reader = Reader { rest: *b, longest: self.longest };
        match reader.values(c, format) {
            Err(Short) => {
                c.protocol = self.name;
                c.truncated();
                Ok(())
            }
            result => result,
        }
    }
}
