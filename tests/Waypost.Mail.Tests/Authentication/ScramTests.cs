using System.Security.Cryptography;
using System.Text;
using Waypost.Mail.Authentication;
using Waypost.Mail.Store;

namespace Waypost.Mail.Tests.Authentication;

[Trait("Rfc", "5802-5")]
public sealed class ScramTests
{
    private static readonly byte[] Salt = Convert.FromBase64String("W22ZaJ0SNY7soEsUEjb6gQ==");

    [Fact]
    [Trait("Rfc", "7677-3")]
    public void TheKeysAreThoseOfTheRfcsExample()
    {
        ScramKeys keys = ScramKeys.Of("pencil", Salt, 4096);
        byte[] message = "n=user,r=rOprNGfwEbeRWgbNEkqO,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096,c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0"u8.ToArray();
        Assert.Equal("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Convert.ToBase64String(HMACSHA256.HashData(keys.ServerKey, message)));
        byte[] clientKey = HMACSHA256.HashData(keys.StoredKey, message);
        byte[] proof = Convert.FromBase64String("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        Assert.Equal(keys.StoredKey, SHA256.HashData([.. clientKey.Zip(proof, (a, b) => (byte)(a ^ b))]));
        ScramKeys again = ScramKeys.Parse(keys.ToText())!;
        Assert.Equal(keys.StoredKey, again.StoredKey);
        Assert.Equal(keys.ServerKey, again.ServerKey);
        Assert.Null(ScramKeys.Parse("1$x"));
        Assert.Null(ScramKeys.Parse("1$!$!$!"));
    }

    [Theory]
    [InlineData("n,,n=user,r=abc", true)]
    [InlineData("n,a=user,n=user,r=abc", true)]
    [InlineData("n,a=other,n=user,r=abc", false)]
    [InlineData("y,,n=user,r=abc", true)]
    [InlineData("p=tls-server-end-point,,n=user,r=abc", false)]
    [InlineData("n,,n=us=er,r=abc", false)]
    [InlineData("n,,n=,r=abc", false)]
    [InlineData("n,,m=x,n=user,r=abc", false)]
    [InlineData("n,,n=user", false)]
    [InlineData("", false)]
    public async Task AFirstMessageIsReadByTheGrammar(string first, bool goesOn)
    {
        ISaslExchange exchange = Begin("SCRAM-SHA-256", default);
        SaslStep step = await exchange.StepAsync(Encoding.UTF8.GetBytes(first), TestContext.Current.CancellationToken);
        Assert.Equal(goesOn, step.Status == SaslStatus.Continue);
    }

    [Theory]
    [InlineData("pencil", SaslStatus.Success)]
    [InlineData("pen", SaslStatus.Failed)]
    public async Task TheProofDecides(string password, SaslStatus status)
    {
        ISaslExchange exchange = Begin("SCRAM-SHA-256", default);
        Assert.Equal(status, (await RunAsync(exchange, "n,,", [], password)).Status);
    }

    [Fact]
    public async Task AnUnknownUserIsAskedAsAKnownOneIs()
    {
        string[] salts = new string[2];
        for (int i = 0; i < 2; i++)
        {
            ISaslExchange exchange = Begin("SCRAM-SHA-256", default);
            SaslStep step = await exchange.StepAsync("n,,n=nobody,r=abc"u8.ToArray(), TestContext.Current.CancellationToken);
            salts[i] = Encoding.UTF8.GetString(step.Challenge.Span).Split(",s=")[1];
        }

        Assert.Equal(salts[0], salts[1]);
    }

    [Theory]
    [InlineData("binding", SaslStatus.Success)]
    [InlineData("another", SaslStatus.Failed)]
    public async Task ChannelBindingMustBeThatOfTheConnection(string binding, SaslStatus status)
    {
        ISaslExchange exchange = Begin("SCRAM-SHA-256-PLUS", "binding"u8.ToArray());
        Assert.Equal(status, (await RunAsync(exchange, "p=tls-server-end-point,,", Encoding.UTF8.GetBytes(binding), "pencil")).Status);
    }

    [Fact]
    public async Task AClientWhomSomebodyHidPlusFromIsRefused()
    {
        ISaslExchange exchange = Begin("SCRAM-SHA-256", "binding"u8.ToArray());
        Assert.Equal(SaslStatus.Failed, (await exchange.StepAsync("y,,n=user,r=abc"u8.ToArray(), TestContext.Current.CancellationToken)).Status);
    }

    private static ISaslExchange Begin(string mechanism, ReadOnlyMemory<byte> binding)
    {
        SaslContext context = new(new OneAccount(), null, binding);
        return SaslMechanismTable.Find(context, mechanism)!.Begin(context);
    }

    private static async Task<SaslStep> RunAsync(ISaslExchange exchange, string gs2, byte[] binding, string password)
    {
        const string Bare = "n=user,r=abc";
        SaslStep first = await exchange.StepAsync(Encoding.UTF8.GetBytes(gs2 + Bare), TestContext.Current.CancellationToken);
        string challenge = Encoding.UTF8.GetString(first.Challenge.Span);
        string final = $"c={Convert.ToBase64String([.. Encoding.UTF8.GetBytes(gs2), .. binding])},{challenge.Split(',')[0]}";
        byte[] salted = Rfc2898DeriveBytes.Pbkdf2(password, Salt, 4096, HashAlgorithmName.SHA256, 32);
        byte[] clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        byte[] signature = HMACSHA256.HashData(SHA256.HashData(clientKey), Encoding.UTF8.GetBytes($"{Bare},{challenge},{final}"));
        byte[] proof = [.. clientKey.Zip(signature, (a, b) => (byte)(a ^ b))];
        SaslStep last = await exchange.StepAsync(Encoding.UTF8.GetBytes($"{final},p={Convert.ToBase64String(proof)}"), TestContext.Current.CancellationToken);
        return last.Status == SaslStatus.Continue ? await exchange.StepAsync(ReadOnlyMemory<byte>.Empty, TestContext.Current.CancellationToken) : last;
    }

    private sealed class OneAccount : IAccountDirectory
    {
        public Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken) => Task.FromResult<AccountLogin?>(null);

        public Task<ScramAccount?> FindScramAsync(string userName, CancellationToken cancellationToken) =>
            Task.FromResult(userName == "user" ? new ScramAccount(new AccountLogin(1, "user"), ScramKeys.Of("pencil", Salt, 4096)) : null);
    }
}
