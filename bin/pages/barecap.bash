# bash completion for barecap
_barecap() {
    local cur prev words cword
    _get_comp_words_by_ref -n = cur prev words cword 2>/dev/null || {
        cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
        # An equals sign is a word of its own here.
        case $cur in =) cur= ;; esac
        case $prev in =) prev=${COMP_WORDS[COMP_CWORD-2]} ;; esac
    }
    case $cur in --*=*) prev=${cur%%=*} cur=${cur#*=} ;; esac
    # The last letter of several has the value, as in -nr FILE.
    case $prev in -[!-]?*) prev=-${prev: -1} ;; esac
    case $prev in
        -i|--interface) COMPREPLY=($(compgen -W "any $(ls /sys/class/net)" -- "$cur")); return ;;
        --netns) COMPREPLY=(); return ;;
        -r) compopt -o default; COMPREPLY=(); return ;;
        -V) compopt -o default; COMPREPLY=(); return ;;
        -y|--linktype) COMPREPLY=(); return ;;
        -Q|--direction) COMPREPLY=($(compgen -W "in out inout" -- "$cur")); return ;;
        -s|--snapshot-length) COMPREPLY=(); return ;;
        -B|--buffer-size) COMPREPLY=(); return ;;
        -j|--time-stamp-type) COMPREPLY=(); return ;;
        --time-stamp-precision) COMPREPLY=($(compgen -W "micro nano" -- "$cur")); return ;;
        -F) compopt -o default; COMPREPLY=(); return ;;
        --timeout) COMPREPLY=(); return ;;
        --stats-interval) COMPREPLY=(); return ;;
        -c) COMPREPLY=(); return ;;
        --skip) COMPREPLY=(); return ;;
        --expect) COMPREPLY=(); return ;;
        -T) COMPREPLY=(); return ;;
        --print-sampling) COMPREPLY=(); return ;;
        -w) compopt -o default; COMPREPLY=(); return ;;
        --write-format) COMPREPLY=($(compgen -W "pcap pcapng" -- "$cur")); return ;;
        -C) COMPREPLY=(); return ;;
        -G) COMPREPLY=(); return ;;
        -W) COMPREPLY=(); return ;;
        --rotate-total) COMPREPLY=(); return ;;
        -z) COMPREPLY=($(compgen -c -- "$cur")); return ;;
        --send) compopt -o default; COMPREPLY=(); return ;;
        --speed) COMPREPLY=(); return ;;
        --loop) COMPREPLY=(); return ;;
        --max-sleep) COMPREPLY=(); return ;;
        --rings) COMPREPLY=(); return ;;
        --fanout) COMPREPLY=(); return ;;
        --channel) COMPREPLY=(); return ;;
        -Z|--relinquish-privileges) COMPREPLY=($(compgen -u -- "$cur")); return ;;
        --extcap-interface) COMPREPLY=(); return ;;
        --extcap-capture-filter) COMPREPLY=(); return ;;
        --fifo) COMPREPLY=(); return ;;
    esac
    case " ${COMP_WORDS[*]} " in *" --check "*) compopt -o default ;; esac
    case $cur in -*) COMPREPLY=($(compgen -W "-i --interface --netns -r -V -D --list-interfaces -L --list-data-link-types -y --linktype -p --no-promiscuous-mode -I --monitor-mode -Q --direction -s --snapshot-length -B --buffer-size --immediate-mode -j --time-stamp-type -J --list-time-stamp-types --time-stamp-precision --micro --nano -F --timeout --stats-interval -c --skip -O --no-optimize -d --explain --expect --check -e -n -q -v -t -# --number -x -X -A -S --absolute-tcp-sequence-numbers -K --dont-verify-checksums -T -N -g --ip-oneline --json --lengths -b -H -l --print --print-sampling --count -w --write-format -U --packet-buffered -C -G -W --rotate-total --part -z --send --speed --loop --max-sleep --rings --merge --fanout --follow-interfaces --channel -Z --relinquish-privileges --no-sandbox -h --help --version --fp-type --time-t-size --extcap-interfaces --extcap-version --extcap-interface --extcap-dlts --extcap-config --extcap-capture-filter --capture --fifo" -- "$cur")) ;; esac
}
complete -F _barecap barecap
