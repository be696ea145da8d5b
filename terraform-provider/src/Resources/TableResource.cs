using System.Text.Json.Serialization.Metadata;
using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>A keyed resource whose attributes are the members of its contracts, one to one.</summary>
/// <param name="typeName">The name in configurations.</param>
/// <param name="keyAttribute">The attribute that is the key.</param>
/// <param name="collection">The API's collection.</param>
/// <param name="keyOf">An item's key.</param>
/// <param name="type">The contract that is read.</param>
/// <param name="putType">The contract that is written; it lacks the key.</param>
internal abstract class TableResource<T, TPut>(
    string typeName, string keyAttribute, Func<WaypostClient, KeyedClient<T, TPut>> collection, Func<T, string> keyOf, JsonTypeInfo<T> type, JsonTypeInfo<TPut> putType) : KeyedResource<T>(type)
    where T : class
{
    public override string TypeName => typeName;

    protected override string KeyAttribute => keyAttribute;

    protected override ResourceClient<T> Collection(WaypostClient api) => collection(api);

    protected override string KeyOf(T item) => keyOf(item);

    protected override Task<Tagged<T>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken) =>
        collection(api).PutAsync(CanonicalKey(Text(plan, keyAttribute)), JsonValues.Write(plan, Schema, putType, "id", keyAttribute), condition, cancellationToken);
}
