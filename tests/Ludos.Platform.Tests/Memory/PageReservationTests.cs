using Ludos.Platform.Memory;
using Xunit;

namespace Ludos.Platform.Tests.Memory;

public unsafe class PageReservationTests
{
    private const ulong Page = 65_536;
    private const ulong Large = 4UL << 30;

    [Fact]
    public void ReservingIsCheapAndCommittedPagesReadAsZero()
    {
        Assert.True(PageReservation.TryReserve(Large, out var reservation));
        using (reservation)
        {
            Assert.Equal(Large, reservation.SizeBytes);
            var place = reservation.Base;
            Assert.True(reservation.TryCommit(0, Page));
            Assert.True(reservation.TryCommit(Large - Page, Page));
            Assert.True(place == reservation.Base);
            place[0] = 1;
            place[Large - 1] = 2;
            Assert.True(reservation.TryCommit(0, 2 * Page));
            Assert.Equal((1, 0, 2), (place[0], place[(2 * Page) - 1], place[Large - 1]));
        }
    }

    [Fact]
    public void PagesGivenUpReadAsZeroAgain()
    {
        Assert.True(PageReservation.TryReserve(4 * Page, out var reservation));
        using (reservation)
        {
            Assert.True(reservation.TryCommit(0, 4 * Page));
            new Span<byte>(reservation.Base, (int)(4 * Page)).Fill(7);
            reservation.Decommit(Page, Page);
            Assert.True(reservation.TryCommit(Page, Page));
            if (!reservation.TryDiscard(2 * Page, Page))
            {
                Assert.False(OperatingSystem.IsLinux() || OperatingSystem.IsWindows());
                return;
            }

            var bytes = new Span<byte>(reservation.Base, (int)(4 * Page));
            for (var page = 0; page < 4; page++)
            {
                var expected = page is 0 or 3 ? (byte)7 : (byte)0;
                Assert.Equal(-1, bytes.Slice(page * (int)Page, (int)Page).IndexOfAnyExcept(expected));
            }
        }
    }

    [Fact]
    public void WhatCannotBeReservedIsRefusedAndMisuseThrows()
    {
        Assert.False(PageReservation.TryReserve(1UL << 62, out _));
        Assert.True(PageReservation.TryReserve(1, out var reservation));
        Assert.Equal((ulong)Environment.SystemPageSize, reservation.SizeBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => reservation.TryCommit(0, reservation.SizeBytes + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => reservation.TryCommit(ulong.MaxValue, 2));
        reservation.Dispose();
        reservation.Dispose();
        Assert.True(reservation.Base is null);
        Assert.Throws<ObjectDisposedException>(() => reservation.TryCommit(0, 1));
    }
}
