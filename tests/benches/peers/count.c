/*
 * The bare minimum of capturing: a ring of blocks (TPACKET_V3) of 2 MiB, of which the number of
 * packets of each block is all that is read. Prints it at SIGINT, with what the kernel dropped.
 *
 * cc -O2 count.c; usage: count INTERFACE
 */
#include <arpa/inet.h>
#include <linux/if_packet.h>
#include <linux/filter.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    (void)number;
    stop = 1;
}

int main(int argc, char **argv)
{
    enum { BLOCK = 256 * 1024, BLOCKS = 8 };
    struct tpacket_req3 request = { BLOCK, BLOCKS, BLOCK, BLOCKS, 100, 0, 0 };
    struct sockaddr_ll address = { .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL) };
    struct tpacket_stats_v3 numbers;
    socklen_t length = sizeof numbers;
    int version = TPACKET_V3, fd = socket(AF_PACKET, SOCK_RAW, 0);
    struct sigaction action = { .sa_handler = on_signal };
    unsigned long packets = 0;
    unsigned next = 0;
    char *ring;

    address.sll_ifindex = argc > 1 ? if_nametoindex(argv[1]) : 0;
    if (fd < 0 || setsockopt(fd, SOL_PACKET, PACKET_VERSION, &version, sizeof version) ||
        setsockopt(fd, SOL_PACKET, PACKET_RX_RING, &request, sizeof request))
        return 1;
    ring = mmap(NULL, BLOCK * BLOCKS, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    sigaction(SIGINT, &action, NULL);
    if (ring == MAP_FAILED || bind(fd, (void *)&address, sizeof address))
        return 1;
    fprintf(stderr, "listening on %s\n", argv[1]);
    while (!stop) {
        struct tpacket_block_desc *block = (void *)(ring + next * BLOCK);
        struct pollfd wait = { fd, POLLIN, 0 };

        if (!(__atomic_load_n(&block->hdr.bh1.block_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER)) {
            poll(&wait, 1, -1);
            continue;
        }
        packets += block->hdr.bh1.num_pkts;
        __atomic_store_n(&block->hdr.bh1.block_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
        next = (next + 1) % BLOCKS;
    }
    if (getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &numbers, &length))
        return 1;
    fprintf(stderr, "%lu packets captured\n%u packets dropped by kernel\n", packets, numbers.tp_drops);
    return 0;
}
