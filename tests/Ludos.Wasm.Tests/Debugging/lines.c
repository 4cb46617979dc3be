// Built by build.sh with debug information of two versions; the tests name these lines.
__attribute__((noinline)) static int divide(int a, int b)
{
    return a / b;
}

__attribute__((noinline)) static int middle(int a, int b)
{
    int sum = divide(a, b);
    return sum + 1;
}

__attribute__((export_name("outer"))) int outer(int a, int b)
{
    int first = middle(a, 1);
    int second = middle(a, b);
    return first + second;
}

__attribute__((export_name("reach"))) int reach(const int *first, const int *second)
{
    int sum = *first;
    sum += *second;
    return sum;
}

__attribute__((export_name("stop"))) void stop(int which)
{
    if (which == 1)
        __builtin_trap();
    if (which == 2)
        __builtin_unreachable();
}

static int down(int n) { if (n == 0) __builtin_trap(); return down(n - 1) / 3 + n; }
__attribute__((export_name("deep"))) int deep(int n) { return down(n); }
