// Calls of Linux that Swift's Glibc module does not show (they need _GNU_SOURCE or a header of their own).
#ifndef CLINUX_H
#define CLINUX_H

#include <malloc.h>
#include <sys/timerfd.h>

#endif
