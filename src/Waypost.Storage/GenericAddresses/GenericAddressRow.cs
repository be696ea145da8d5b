namespace Waypost.Storage.GenericAddresses;

/// <summary>A local address and the address that stands for it in outgoing mail.</summary>
public sealed record GenericAddressRow(string Address, string Target);
