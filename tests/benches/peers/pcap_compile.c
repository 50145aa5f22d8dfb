/*
 * The peer of compile-batch: reads the same lines (link type, snapshot length, netmask or -,
 * target, optimize, filter; separated by tabs, 0x1e for a newline) and compiles each filter with
 * libpcap N times. Prints `ok<TAB>count<TAB>median<TAB>least nanoseconds` or `error<TAB>message`. A compile
 * that takes longer than a tenth of a second is timed once.
 *
 * cc -O2 pcap_compile.c -lpcap; usage: pcap_compile N
 */
#include <arpa/inet.h>
#include <pcap/pcap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int argc, char **argv)
{
    int runs = argc > 1 ? atoi(argv[1]) : 1;
    double *times = calloc(runs > 0 ? runs : 1, sizeof *times);
    char *line = NULL;
    size_t room = 0;
    ssize_t len;

    while ((len = getline(&line, &room, stdin)) > 0) {
        char *field[6], *at = line;
        int fields = 0, done = 0;
        unsigned count = 0;
        struct in_addr mask;
        struct bpf_program program;
        pcap_t *handle;

        if (line[len - 1] == '\n')
            line[len - 1] = 0;
        while (fields < 6) {
            field[fields++] = at;
            if (fields == 6 || !(at = strchr(at, '\t')))
                break;
            *at++ = 0;
        }
        if (fields < 6) {
            puts("error\tsix fields wanted");
            continue;
        }
        for (char *c = field[5]; *c; c++)
            if (*c == 0x1e)
                *c = '\n';
        if (strcmp(field[2], "-") == 0 || inet_aton(field[2], &mask) == 0)
            mask.s_addr = PCAP_NETMASK_UNKNOWN;
        handle = pcap_open_dead(pcap_datalink_name_to_val(field[0]), atoi(field[1]));
        if (!handle) {
            puts("error\tno handle");
            continue;
        }
        while (done < runs) {
            double start = now();
            if (pcap_compile(handle, &program, field[5], atoi(field[4]), mask.s_addr) != 0)
                break;
            times[done++] = now() - start;
            count = program.bf_len;
            pcap_freecode(&program);
            if (times[done - 1] > 1e8)
                break;
        }
        if (done == 0) {
            printf("error\t%s\n", pcap_geterr(handle));
        } else {
            qsort(times, done, sizeof *times, by_value);
            printf("ok\t%u\t%.0f\t%.0f\n", count, times[done / 2], times[0]);
        }
        fflush(stdout);
        pcap_close(handle);
    }
    return 0;
}
