/**
 * Structures of POSIX, the C library and others whose headers are rarely at hand, as C source: programs use their members
 * without the engine seeing the headers. Members and their types are those of POSIX.1-2017; where it leaves order and size
 * open, Linux on 64 bits decides. The rest: <linux/can.h> and <linux/input.h>, cJSON 1.7, ESP-IDF's GATT server. A
 * definition in the project takes precedence.
 */
export const LIBRARY_RECORDS = `
typedef struct { int quot; int rem; } div_t;
typedef struct { long quot; long rem; } ldiv_t;
typedef struct { long long quot; long long rem; } lldiv_t;
typedef struct __dirstream DIR;
typedef struct __jmp_buf_tag { long __jmpbuf[25]; } jmp_buf[1], sigjmp_buf[1];
struct tm { int tm_sec; int tm_min; int tm_hour; int tm_mday; int tm_mon; int tm_year; int tm_wday; int tm_yday; int tm_isdst;
  long tm_gmtoff; const char *tm_zone; };
struct timespec { time_t tv_sec; long tv_nsec; };
struct timeval { time_t tv_sec; suseconds_t tv_usec; };
struct timezone { int tz_minuteswest; int tz_dsttime; };
struct itimerval { struct timeval it_interval; struct timeval it_value; };
struct itimerspec { struct timespec it_interval; struct timespec it_value; };
struct stat { dev_t st_dev; ino_t st_ino; nlink_t st_nlink; mode_t st_mode; uid_t st_uid; gid_t st_gid; int __pad0; dev_t st_rdev;
  off_t st_size; blksize_t st_blksize; blkcnt_t st_blocks; struct timespec st_atim; struct timespec st_mtim; struct timespec st_ctim;
  long __reserved[3]; };
struct dirent { ino_t d_ino; off_t d_off; unsigned short d_reclen; unsigned char d_type; char d_name[256]; };
struct utsname { char sysname[65]; char nodename[65]; char release[65]; char version[65]; char machine[65]; char domainname[65]; };
struct passwd { char *pw_name; char *pw_passwd; uid_t pw_uid; gid_t pw_gid; char *pw_gecos; char *pw_dir; char *pw_shell; };
struct group { char *gr_name; char *gr_passwd; gid_t gr_gid; char **gr_mem; };
struct flock { short l_type; short l_whence; off_t l_start; off_t l_len; pid_t l_pid; };
struct iovec { void *iov_base; size_t iov_len; };
struct pollfd { int fd; short events; short revents; };
struct rlimit { rlim_t rlim_cur; rlim_t rlim_max; };
struct rusage { struct timeval ru_utime; struct timeval ru_stime; long ru_maxrss; long ru_ixrss; long ru_idrss; long ru_isrss;
  long ru_minflt; long ru_majflt; long ru_nswap; long ru_inblock; long ru_oublock; long ru_msgsnd; long ru_msgrcv; long ru_nsignals;
  long ru_nvcsw; long ru_nivcsw; };
typedef struct { long fds_bits[16]; } fd_set;
struct in_addr { in_addr_t s_addr; };
struct in6_addr { unsigned char s6_addr[16]; };
struct sockaddr { sa_family_t sa_family; char sa_data[14]; };
struct sockaddr_in { sa_family_t sin_family; in_port_t sin_port; struct in_addr sin_addr; unsigned char sin_zero[8]; };
struct sockaddr_in6 { sa_family_t sin6_family; in_port_t sin6_port; unsigned int sin6_flowinfo; struct in6_addr sin6_addr;
  unsigned int sin6_scope_id; };
struct sockaddr_un { sa_family_t sun_family; char sun_path[108]; };
struct sockaddr_storage { sa_family_t ss_family; char __padding[118]; unsigned long __align; };
struct ip_mreq { struct in_addr imr_multiaddr; struct in_addr imr_interface; };
struct linger { int l_onoff; int l_linger; };
struct addrinfo { int ai_flags; int ai_family; int ai_socktype; int ai_protocol; socklen_t ai_addrlen; struct sockaddr *ai_addr;
  char *ai_canonname; struct addrinfo *ai_next; };
struct hostent { char *h_name; char **h_aliases; int h_addrtype; int h_length; char **h_addr_list; };
struct servent { char *s_name; char **s_aliases; int s_port; char *s_proto; };
struct protoent { char *p_name; char **p_aliases; int p_proto; };
struct msghdr { void *msg_name; socklen_t msg_namelen; struct iovec *msg_iov; size_t msg_iovlen; void *msg_control;
  size_t msg_controllen; int msg_flags; };
struct cmsghdr { size_t cmsg_len; int cmsg_level; int cmsg_type; };
struct termios { tcflag_t c_iflag; tcflag_t c_oflag; tcflag_t c_cflag; tcflag_t c_lflag; cc_t c_line; cc_t c_cc[32]; speed_t c_ispeed;
  speed_t c_ospeed; };
struct winsize { unsigned short ws_row; unsigned short ws_col; unsigned short ws_xpixel; unsigned short ws_ypixel; };
struct option { const char *name; int has_arg; int *flag; int val; };
struct lconv { char *decimal_point; char *thousands_sep; char *grouping; };
struct utimbuf { time_t actime; time_t modtime; };
struct sched_param { int sched_priority; };
typedef unsigned long pthread_t; typedef unsigned int pthread_key_t; typedef int pthread_once_t; typedef volatile int pthread_spinlock_t;
typedef union { char __size[40]; long __align; } pthread_mutex_t;
typedef union { char __size[48]; long long __align; } pthread_cond_t;
typedef union { char __size[56]; long __align; } pthread_rwlock_t;
typedef union { char __size[56]; long __align; } pthread_attr_t;
typedef union { char __size[4]; int __align; } pthread_mutexattr_t;
typedef union { char __size[4]; int __align; } pthread_condattr_t;
typedef union { char __size[32]; long __align; } sem_t;
typedef unsigned int canid_t;
struct can_frame { canid_t can_id; unsigned char can_dlc; unsigned char __pad; unsigned char __res0; unsigned char len8_dlc;
  unsigned char data[8]; };
struct canfd_frame { canid_t can_id; unsigned char len; unsigned char flags; unsigned char __res0; unsigned char __res1;
  unsigned char data[64]; };
struct can_filter { canid_t can_id; canid_t can_mask; };
struct input_event { struct timeval time; unsigned short type; unsigned short code; int value; };
typedef struct cJSON { struct cJSON *next; struct cJSON *prev; struct cJSON *child; int type; char *valuestring; int valueint;
  double valuedouble; char *string; } cJSON;
typedef union { struct { unsigned short conn_id; unsigned int trans_id; unsigned char bda[6]; unsigned short handle;
  unsigned short offset; _Bool need_rsp; _Bool is_prep; unsigned short len; unsigned char *value; } write;
  unsigned char __others[64]; } esp_ble_gatts_cb_param_t;
`;

/** Members that are macros for a way to others (POSIX.1-2017 <sys/stat.h>, <netdb.h>). */
export const LIBRARY_MEMBERS: readonly (readonly [string, string])[] = [
  ["st_atime", "st_atim.tv_sec"],
  ["st_mtime", "st_mtim.tv_sec"],
  ["st_ctime", "st_ctim.tv_sec"],
  ["h_addr", "h_addr_list[0]"],
];
