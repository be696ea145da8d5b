using Waypost.Dns.Names;

namespace Waypost.Dns.Serving;

/// <summary>
/// The views, in the order in which they are tried; the default view, which takes everybody, comes last. Readers take no lock: a
/// writer swaps in a new list.
/// </summary>
public sealed class ViewTable
{
    private const ushort InternetClass = 1;

    private View[] _views;
    private AddressMatchList _blackhole = AddressMatchList.None;

    /// <summary>A table with the default view alone, which serves <paramref name="zones"/>.</summary>
    public ViewTable(ZoneTable zones)
    {
        Default = new View { Name = ZoneKey.DefaultView, Zones = zones };
        _views = [Default];
    }

    /// <summary>The view of zones that are in no configured view.</summary>
    public View Default { get; }

    /// <summary>All views, the default one last.</summary>
    public IReadOnlyList<View> Views => Volatile.Read(ref _views);

    /// <summary>Whose messages are dropped unanswered.</summary>
    public AddressMatchList Blackhole => Volatile.Read(ref _blackhole);

    /// <summary>The view of a name, whatever its case, or null.</summary>
    public View? Find(string name) => Array.Find(Volatile.Read(ref _views), view => string.Equals(view.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first view of class IN that a peer sees, by its address, the address it asked, and the key that it signed with.</summary>
    public View Select(in DnsPeer peer, DnsName? key, bool recursionDesired) => Select(peer, key, recursionDesired, InternetClass) ?? Default;

    /// <summary>The first view of a class that a peer sees; null when there is none, which cannot be for class IN.</summary>
    public View? Select(in DnsPeer peer, DnsName? key, bool recursionDesired, ushort @class)
    {
        foreach (var view in Volatile.Read(ref _views))
        {
            if (view.Class == @class && view.Matches(peer, key, recursionDesired))
            {
                return view;
            }
        }
        return null;
    }

    /// <summary>Puts these views, in this order, before the default one, in the place of all before, and drops what the blackhole sends.</summary>
    public void Publish(IReadOnlyList<View> views, AddressMatchList blackhole)
    {
        Volatile.Write(ref _blackhole, blackhole);
        Publish(views);
    }

    /// <summary>Puts these views, in this order, before the default one, in the place of all before.</summary>
    public void Publish(IReadOnlyList<View> views) => Volatile.Write(ref _views, [.. views.Where(view => view != Default), Default]);
}
